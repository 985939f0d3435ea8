import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8, QuanchengError } from '@quancheng/protocol';
import { createFile, readText, replaceFile } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';
import { makeFolder } from '../home/home-folder.js';
import type { Cut } from './cut.js';

/** Where cuts are kept: what is here is deposited once, however often the agent is killed. */
export interface CutStore {
  /** In order. */
  readonly cuts: readonly Cut[];
  /** Those whose evidence isn't written, by number, in order. */
  readonly waiting: ReadonlyMap<number, Cut>;
  /** Keeps a copy and what it is of; both are on disk when the call returns. */
  add(cut: Omit<Cut, 'number' | 'part'>, ending: string, bytes: Uint8Array): Promise<Cut>;
  /** Notes that a cut's evidence is written. */
  finish(cut: Cut, evidence: readonly string[]): Promise<void>;
  /** Paths of a cut's evidence; undefined until it is finished. */
  evidenceOf(cut: Cut): readonly string[] | undefined;
  path(cut: Pick<Cut, 'part'>): string;
}

const WIDTH = 8;

/** @throws FILE_UNREADABLE, FILE_UNWRITABLE, AGENT_FOLDER_DAMAGED */
export async function openCutStore(folder: string): Promise<CutStore> {
  await makeFolder(folder);
  const cuts: Cut[] = [];
  const finished = new Map<number, readonly string[]>();
  const waiting = new Map<number, Cut>();
  for (const name of (await readdir(folder)).sort()) {
    if (name.endsWith('.cut.json')) cuts.push(await readJson<Cut>(join(folder, name)));
  }
  cuts.forEach(({ number }, index) => {
    if (number !== index + 1)
      throw new QuanchengError('AGENT_FOLDER_DAMAGED', `${folder}: cut ${index + 1} is gone`);
  });
  for (const cut of cuts) {
    const path = markerPath(folder, cut.number);
    if (await exists(path)) finished.set(cut.number, await readJson<readonly string[]>(path));
    else waiting.set(cut.number, cut);
  }
  return {
    cuts,
    waiting,
    async add(members, ending, bytes) {
      const number = cuts.length + 1;
      const cut = { ...members, number, part: `${numbered(number)}${ending}` };
      // The copy first: a cut whose description is there has its bytes. A copy alone, of a killed agent, is replaced.
      await replaceFile(join(folder, cut.part), bytes, { mode: 0o600 });
      await createFile(join(folder, `${numbered(number)}.cut.json`), formatJson(cut));
      cuts.push(cut);
      waiting.set(number, cut);
      return cut;
    },
    async finish(cut, evidence) {
      await replaceFile(markerPath(folder, cut.number), formatJson(evidence));
      finished.set(cut.number, evidence);
      waiting.delete(cut.number);
    },
    evidenceOf: ({ number }) => finished.get(number),
    path: ({ part }) => join(folder, part),
  };
}

function markerPath(folder: string, number: number): string {
  return join(folder, `${numbered(number)}.done.json`);
}

function numbered(number: number): string {
  return String(number).padStart(WIDTH, '0');
}

function formatJson(value: unknown): Uint8Array {
  return encodeUtf8(`${JSON.stringify(value, undefined, 2)}\n`);
}

async function readJson<Value>(path: string): Promise<Value> {
  try {
    return JSON.parse(await readText(path)) as Value;
  } catch (cause) {
    throw new QuanchengError('AGENT_FOLDER_DAMAGED', path, { cause });
  }
}
