import type { DossierPart } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { formatRecordProof, formatSearchProof } from '@quancheng/verifier';
import { readPart } from '../../dossier/read-part.js';
import { writeDossier } from '../../dossier/write-dossier.js';
import type { City } from '../city.js';
import { names } from '../names.js';
import { proveSubject } from '../prove-subject.js';

/**
 * Everything that a stranger needs, in one folder; the ledger remembers its digests.
 * @param receipt where the proof goes that the ledger does
 */
export async function exportDossier(city: City, folder: string, receipt: string): Promise<void> {
  const { order, packages, papers, say, trustRoot } = city;
  const files = await Promise.all([...packages, ...papers.paths].map((path) => readPart(path, true)));
  const parts = [...(await proofsOf(city)), ...files];
  const head = { ledger: trustRoot.ledger, title: '全城演示：质押争议' };
  const bundle = await writeDossier(folder, head, parts);
  const document = await papers.open('仲裁-证据移交清单', `卷宗清单 SHA-256 ${bundle.sha256}`);
  await order('hold.export', names.hold, { document, bundle }, 'commission');
  const award = await papers.open('仲裁-裁决书', '裁决如下');
  await order('hold.decide', names.hold, { document: award }, 'commission');
  const hold = await proveSubject(city.actor('commission').client.records, `hold/${names.hold}`);
  await createFile(receipt, formatRecordProof(hold));
  say(
    `仲裁委制作卷宗（${parts.length} 个文件），将清单摘要记入账本，随后裁决。`,
    `The commission makes a dossier of ${parts.length} files, puts its manifest’s digests on the ledger, and decides.`,
  );
}

/** The commission may read everything. */
async function proofsOf({ subjects, actor }: City): Promise<readonly DossierPart[]> {
  const { records } = actor('commission').client;
  const parts: DossierPart[] = [];
  for (const subject of subjects) {
    const proof = await proveSubject(records, subject);
    parts.push({
      name: `${subject.replaceAll('/', '-')}.record-proof.json`,
      bytes: formatRecordProof(proof),
    });
  }
  for (const [name, search] of [
    ['first-search', names.search],
    ['second-search', names.secondSearch],
  ] as const) {
    const bytes = formatSearchProof(await records.proveSearch(search));
    parts.push({ name: `${name}.search-proof.json`, bytes });
  }
  return parts;
}
