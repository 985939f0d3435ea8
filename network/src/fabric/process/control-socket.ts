import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The longest path of a Unix socket that all systems take (sun_path of macOS: 104 bytes with its final zero). */
const longest = 103;

/** Where the keeper of a data folder takes requests: in the folder or, if its path is too long, among temporary files. */
export function controlSocket(dataDirectory: string): string {
  const folder = resolve(dataDirectory);
  const inside = join(folder, 'keeper.sock');
  if (Buffer.byteLength(inside) <= longest) {
    return inside;
  }
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `quancheng-${name}.sock`);
}
