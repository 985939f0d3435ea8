import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { readPart } from './read-part.js';
import { writeDossier } from './write-dossier.js';

export interface MakeOptions {
  readonly out: string;
  readonly title: string;
  readonly withoutKeys?: true;
}

/** @throws FILE_UNREADABLE, FILE_UNWRITABLE, DOSSIER_MALFORMED, TRUST_ROOT_NOT_PINNED */
export async function makeDossier(
  paths: readonly string[],
  { out, title, withoutKeys }: MakeOptions,
): Promise<void> {
  const { ledger } = await readPinnedTrustRoot(homeFolder());
  const parts = await Promise.all(paths.map((path) => readPart(path, withoutKeys !== true)));
  const digests = await writeDossier(out, { ledger, title }, parts);
  print(`Dossier 卷宗: ${shellWord(out)}, ${parts.length} files 个文件`);
  print(`  SHA-256 ${digests.sha256}`);
  print(`  SM3     ${digests.sm3}`);
}
