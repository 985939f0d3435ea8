import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChaincodeCode } from './chaincode-code.js';

/** Which code runs where; kept beside the topology, which says what the organisations agreed on. */
export interface ChaincodeState {
  /** What every organisation runs that is not changing. */
  readonly current: ChaincodeCode;
  /** During an upgrade: by organisation's name, the code that it is changing to; it runs both. */
  readonly next: Readonly<Record<string, ChaincodeCode>>;
}

const stateFile = (folder: string): string => join(folder, 'chaincode.json');

/** Null for a data folder that is new. */
export async function readChaincodeState(folder: string): Promise<ChaincodeState | null> {
  const text = await readFile(stateFile(folder), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as ChaincodeState);
}

export async function writeChaincodeState(folder: string, state: ChaincodeState): Promise<void> {
  const file = stateFile(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(state, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** The code that an organisation's peers have running, the current one first. */
export function codesOf({ current, next }: ChaincodeState, organisation: string): readonly ChaincodeCode[] {
  const changing = next[organisation];
  return changing === undefined ? [current] : [current, changing];
}

/** All code that runs anywhere. */
export function allCodes({ current, next }: ChaincodeState): readonly ChaincodeCode[] {
  const byId = new Map([current, ...Object.values(next)].map((code) => [code.packageId, code]));
  return [...byId.values()];
}
