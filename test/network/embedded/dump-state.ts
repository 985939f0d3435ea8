import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Level } from 'level';

/** Every key and value of a closed node's state database, in hexadecimal and in the keys' order. */
export async function dumpState(dataDirectory: string): Promise<string[]> {
  const database = new Level<Buffer, Buffer>(join(dataDirectory, 'ledger', 'state'), {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
  });
  const entries: string[] = [];
  for await (const [key, value] of database.iterator()) {
    entries.push(`${key.toString('hex')} ${createHash('sha256').update(value).digest('hex')}`);
  }
  await database.close();
  return entries;
}
