// Runs as a process of its own: grows the log in a folder, says on standard output what it was told, and kills itself
// with SIGKILL while a given file operation is under way.
import { writeSync } from 'node:fs';
import { type FileLayer, nodeFileLayer, type OpenFile } from '@quancheng/gateway';
import { openLog } from './open-log.js';
import { newSubmission } from './submissions.js';

const [directory = '', life = '', moment = '0'] = process.argv.slice(2);
let operations = 0;

const killing: FileLayer = {
  open: async (path, mode) => killingFile(await during(() => nodeFileLayer.open(path, mode))),
  list: (path) => during(() => nodeFileLayer.list(path)),
  rename: (from, to) => during(() => nodeFileLayer.rename(from, to)),
  remove: (path) => during(() => nodeFileLayer.remove(path)),
  removeDirectory: (path) => during(() => nodeFileLayer.removeDirectory(path)),
  makeDirectory: (path) => during(() => nodeFileLayer.makeDirectory(path)),
  syncDirectory: (path) => during(() => nodeFileLayer.syncDirectory(path)),
};

function killingFile(file: OpenFile): OpenFile {
  return {
    size: () => file.size(),
    read: (position, length) => during(() => file.read(position, length)),
    write: (chunks, position) => during(() => file.write(chunks, position)),
    truncate: (size) => during(() => file.truncate(size)),
    datasync: () => during(() => file.datasync()),
    close: () => during(() => file.close()),
  };
}

/** Starts an operation; at the chosen one the process ends before it can see the operation's end. */
function during<T>(operation: () => Promise<T>): Promise<T> {
  operations += 1;
  const result = operation();
  if (operations === Number(moment)) process.kill(process.pid, 'SIGKILL');
  return result;
}

function tell(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const log = await openLog(directory, { files: killing, segmentBytes: 20_000 });
for (let round = 0; round < 4; round += 1) {
  const counts = [1, 1, 300, 1, 17, 1, 1, 2_000, 1];
  await Promise.all(
    counts.map(async (count, place) => {
      const key = `p/${life}-${round}-${place}`;
      const { first, received } = await log.append(newSubmission(key, count, 200));
      tell({ key, first, count, received });
    }),
  );
  const { checkpoint } = await log.publish();
  tell({ size: checkpoint.size, root: Buffer.from(checkpoint.rootHash).toString('hex') });
}
await log.close();
tell({ operations });
