import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/**
 * A node on a disk that has room for so many bytes of blocks and then behaves as full disks do: the write that no
 * longer fits succeeds in part, the next fails. Only the block files are written through this function.
 */
let room = Number(process.env['DISK_ROOM']);
const folder = await open(tmpdir(), 'r');
const prototype = Object.getPrototypeOf(folder) as { write: (...args: unknown[]) => Promise<unknown> };
await folder.close();
const { write } = prototype;
prototype.write = async function (this: unknown, ...args: unknown[]) {
  const [buffer, offset, length, position] = args as [Buffer, number, number, number];
  if (room === 0)
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const taken = Math.min(room, length);
  room -= taken;
  return await write.call(this, buffer, offset, taken, position);
};
await import('./node-process.js');
