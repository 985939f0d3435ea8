import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where `node start` keeps the ledger and the keys within its --data. */
export function nodeFolder(data: string): string {
  return resolve(data, 'node');
}

/** The folder of ledger and keys that is meant: `node` within a --data or a QUANCHENG_HOME, or itself, as in a backup. */
export async function findNodeFolder(data: string): Promise<string> {
  const isItself = await access(join(data, 'ledger')).then(
    () => true,
    () => false,
  );
  return isItself ? resolve(data) : nodeFolder(data);
}
