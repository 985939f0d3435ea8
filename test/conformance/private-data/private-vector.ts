import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveredBlock } from './delivered.js';
import type { PrivateStep } from './private-flow.js';

/** What real Fabric 3.1.5 made of the private flow. */
export interface PrivateVector {
  readonly steps: readonly PrivateStep[];
  /** From the first step's block on, with the private data of its organisation. */
  readonly blocks: readonly DeliveredBlock[];
}

/** Seen from the compiled file. */
export const vectorPath = join(import.meta.dirname, '../../../vectors/fabric/private-data.json');

export async function readPrivateVector(): Promise<PrivateVector> {
  return JSON.parse(await readFile(vectorPath, 'utf8')) as PrivateVector;
}
