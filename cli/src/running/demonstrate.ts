import { encodeUtf8 } from '@quancheng/protocol';
import { DEFAULT_PATIENCE, newClient } from '@quancheng/sdk';
import { newAsyncSigner, replaceFile } from '@quancheng/sdk/node';
import { depositFiles } from '../deposit/deposit-files.js';
import { depositRowFile } from '../deposit/deposit-row-file.js';
import type { DepositSession } from '../deposit/deposit-session.js';
import { writeEvidence, type WrittenEvidence } from '../deposit/write-evidence.js';
import { agencyParticipant, recipientParticipant } from '../founding/demo-participants.js';
import { openOperatorKey } from '../founding/operator-keys.js';
import { keyNames } from '../home/key-names.js';
import { exists } from '../home/exists.js';
import { type HomeFolder, makeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { printReceipt } from '../output/receipt.js';
import { verifyFile } from '../verification/verify-file.js';
import { findDemoInput } from './demo-input.js';

const BATCH_SIZE = 1000;
const DESCRIPTION = {
  legalBasis: '数据安全法 第三十三条',
  custodian: agencyParticipant.name,
  public: true,
} as const;

/** Does the main job once: deposits real files and rows, and verifies one of each offline, as a stranger would. */
export async function demonstrate(home: HomeFolder, gateway: string): Promise<void> {
  if (await exists(home.demonstration)) return;
  const input = await findDemoInput(home);
  const session = await openDemoSession(home, gateway);
  await makeFolder(home.evidence);
  print(`Depositing 正在存证: ${input.description}`);
  const options = { ...DESCRIPTION, outDir: home.evidence };
  const documents = await depositFiles(session, input.files, options);
  const rowOptions = { ...options, consumer: recipientParticipant, batchSize: BATCH_SIZE };
  const rows = await depositRowFile(session, input.rows, rowOptions);
  const evidence: WrittenEvidence[] = [];
  for (const { folder } of [...documents, rows])
    evidence.push(await writeEvidence(session, folder, DEFAULT_PATIENCE));
  await showOneOfEach(session, evidence, rows.rows);
  await replaceFile(home.demonstration, encodeUtf8(`${new Date().toISOString()}\n`));
}

/** As the demonstration agency, whatever the user's own profile says. */
async function openDemoSession(home: HomeFolder, gateway: string): Promise<DepositSession> {
  const trustRoot = await readPinnedTrustRoot(home, home.ownTrustRoot);
  return {
    client: newClient({ gateway, trustRoot }),
    signer: newAsyncSigner(await openOperatorKey(home, keyNames.agency)),
    participant: agencyParticipant.id,
    ledger: trustRoot.ledger,
    // Of its own, so that the user may deposit the same files as if nobody had.
    outboxes: home.demoOutbox,
    profile: {},
    trustRoot,
  };
}

/** Picks a document and a row at random and verifies them from the files that were written, with their originals. */
async function showOneOfEach(
  { trustRoot }: DepositSession,
  evidence: readonly WrittenEvidence[],
  rows: number,
) {
  const document = pick(evidence.filter(({ job }) => job.kind === 'document'));
  const row = 1 + Math.floor(Math.random() * rows);
  for (const each of [document, evidence.at(-1)]) {
    const isRow = each?.job.kind === 'rows';
    const path = each?.paths[isRow ? Math.floor((row - 1) / BATCH_SIZE) : 0];
    if (each === undefined || path === undefined) continue;
    const options = { original: each.job.path, ...(isRow ? { row } : {}) };
    const { kind, result } = await verifyFile(path, trustRoot, options);
    if (kind === 'package') printReceipt(result, path, options);
  }
}

function pick<Item>(items: readonly Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
