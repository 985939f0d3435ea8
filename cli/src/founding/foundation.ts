import { type Envelope, encodeUtf8, QuanchengError } from '@quancheng/protocol';
import { createFile, readText } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';
import type { HomeFolder } from '../home/home-folder.js';

/** What a single-operator ledger was founded with; written once, before anything is submitted. */
export interface Foundation {
  readonly schema: 'quancheng/foundation/v1';
  /** LedgerId. */
  readonly ledger: string;
  /** Origin of its evidence log. */
  readonly origin: string;
  /** The genesis envelope, so that an interrupted founding submits the same one again. */
  readonly genesis: Envelope;
}

/** The foundation in this folder, if one was laid. @throws FILE_UNREADABLE */
export async function readFoundation(home: HomeFolder): Promise<Foundation | undefined> {
  if (!(await exists(home.foundation))) return undefined;
  const foundation = JSON.parse(await readText(home.foundation)) as Foundation;
  if ((foundation.schema as string) !== 'quancheng/foundation/v1') {
    throw new QuanchengError('FILE_UNREADABLE', `${home.foundation} was written by another version`);
  }
  return foundation;
}

/** @throws FILE_EXISTS, FILE_UNWRITABLE */
export async function writeFoundation(home: HomeFolder, foundation: Foundation): Promise<void> {
  await createFile(home.foundation, encodeUtf8(`${JSON.stringify(foundation, undefined, 2)}\n`));
}
