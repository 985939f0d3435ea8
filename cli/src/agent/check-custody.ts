import { QuanchengError } from '@quancheng/protocol';
import { readRows, rowFormatOf } from '@quancheng/sdk/node';
import type { TrustRoot, Verdict } from '@quancheng/verifier';
import { exists } from '../home/exists.js';
import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { exitCodeOf } from '../output/verdict-text.js';
import { visibleText } from '../output/visible-text.js';
import { verifyFile } from '../verification/verify-file.js';
import { openCutStore, type CutStore } from './cut-store.js';
import type { Cut } from './cut.js';
import { agentFolders } from './start-agent.js';

export interface CustodyOptions {
  readonly require?: 'consortium';
  readonly trustRoot?: string;
  readonly json?: true;
}

/** What was found about one original. */
interface Custody {
  readonly part: string;
  readonly source: string;
  /** `waiting`: its evidence isn't written yet. */
  readonly state: Verdict | 'lost' | 'waiting';
  readonly code?: string;
}

/** @throws AGENT_FOLDER_DAMAGED, TRUST_ROOT_NOT_PINNED */
export async function checkCustody(folder: string, options: CustodyOptions): Promise<void> {
  const { cuts } = agentFolders(folder);
  if (!(await exists(cuts))) throw new QuanchengError('FILE_UNREADABLE', `${folder} is no agent’s folder`);
  const trustRoot = await readPinnedTrustRoot(homeFolder(), options.trustRoot);
  const store = await openCutStore(cuts);
  const found: Custody[] = [];
  for (const cut of store.cuts) found.push(await checkCut(store, cut, trustRoot, options));
  if (options.json === true) print(JSON.stringify(found));
  else printFound(found);
  process.exitCode = Math.max(0, ...found.map(exitOf));
}

async function checkCut(
  store: CutStore,
  cut: Cut,
  trustRoot: TrustRoot,
  options: CustodyOptions,
): Promise<Custody> {
  const { part, source } = cut;
  const evidence = store.evidenceOf(cut);
  if (!(await exists(store.path(cut)))) return { part, source, state: 'lost', code: 'ORIGINAL_LOST' };
  if (evidence === undefined) return { part, source, state: 'waiting' };
  if (cut.kind === 'rows' && (await countRows(store, cut)) !== cut.rows)
    return { part, source, state: 'mismatch', code: 'ORIGINAL_SIZE_MISMATCH' };
  let state: Custody['state'] = 'waiting';
  for (const path of evidence) {
    if (!(await exists(path))) return { part, source, state: 'unverifiable', code: 'FILE_UNREADABLE' };
    const { require } = options;
    const { result } = await verifyFile(path, trustRoot, {
      original: store.path(cut),
      ...(cut.headerless === true ? { headerless: true } : {}),
      ...(require === undefined ? {} : { require }),
    });
    // A fraud proof is no evidence about an original.
    if (result.verdict === 'fraud-proven')
      return { part, source, state: 'mismatch', code: 'PACKAGE_MALFORMED' };
    state = result.verdict;
    if (result.code !== undefined) return { part, source, state, code: result.code };
  }
  return { part, source, state };
}

/** Evidence says nothing of rows that it is not about. */
async function countRows(store: CutStore, { part, headerless }: Cut): Promise<number> {
  const rows = readRows(store.path({ part }), {
    format: rowFormatOf(part),
    headerless: headerless === true,
  });
  let count = 0;
  while ((await rows.next()).done !== true) count += 1;
  return count;
}

function printFound(found: readonly Custody[]): void {
  const fine = found.filter((each) => exitOf(each) === 0);
  for (const { part, source, state, code } of found) {
    if (!fine.some((each) => each.part === part))
      print(visibleText(`✘ ${part} (${source}): ${state}${code === undefined ? '' : ` [${code}]`}`));
  }
  const waiting = fine.filter(({ state }) => state === 'waiting').length;
  print(
    `Originals 原件: ${found.length}, with their evidence 与证据相符: ${fine.length - waiting}, waiting 待取证: ${waiting}`,
  );
}

function exitOf({ state }: Custody): number {
  if (state === 'waiting') return 0;
  return exitCodeOf(state === 'lost' ? 'mismatch' : state);
}
