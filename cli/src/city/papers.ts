import { join } from 'node:path';
import { encodeHex, encodeUtf8, sha256, sm3 } from '@quancheng/protocol';
import { replaceFile } from '@quancheng/sdk/node';
import { makeFolder } from '../home/home-folder.js';
import { privateDigests } from '../records/private-digests.js';

/** Both digests, as records name a paper by them. */
export interface PaperDigests {
  readonly sha256: string;
  readonly sm3: string;
}

/** The papers of the story: real files, of which the ledger gets digests or commitments. */
export interface Papers {
  /** Files written so far. */
  readonly paths: readonly string[];
  /** A paper that anybody may know: its digests. */
  readonly open: (name: string, text: string) => Promise<PaperDigests>;
  /** A paper that could be guessed: HMACs under a key of its own, kept beside it. @param record that names it */
  readonly sealed: (name: string, text: string, record: string) => Promise<PaperDigests>;
  /** The path of a paper that was written. */
  readonly path: (name: string) => string;
}

/** @param folder is made if it isn't there */
export async function openPapers(folder: string): Promise<Papers> {
  await makeFolder(folder);
  const paths: string[] = [];
  const path = (name: string): string => join(folder, `${name}.txt`);
  const write = async (name: string, text: string): Promise<Uint8Array> => {
    const bytes = encodeUtf8(`${name}\n\n${text}\n`);
    await replaceFile(path(name), bytes);
    if (!paths.includes(path(name))) paths.push(path(name));
    return bytes;
  };
  return {
    paths,
    path,
    async open(name, text) {
      const bytes = await write(name, text);
      return { sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
    },
    async sealed(name, text, record) {
      await write(name, text);
      return await privateDigests(path(name), record.replaceAll('/', '-'));
    },
  };
}
