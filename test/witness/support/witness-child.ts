import { nodeStateFiles, startWitness, type StateFiles } from '@quancheng/witness';
import { newTestConsortium } from '../../support/evidence/consortium.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { SignedLog } from './signed-log.js';

/** A witness that is killed before the n-th operation that changes its files, counted once it has started: node witness-child.js <folder> <n> */
const [directory = '', count = '0'] = process.argv.slice(2);
const consortium = newTestConsortium();
const log = new SignedLog(consortium.logSigner).grow(8);
let left = Number.POSITIVE_INFINITY;

const step = async <Value>(operation: () => Promise<Value>): Promise<Value> => {
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  left -= 1;
  return operation();
};
const files: StateFiles = {
  ...nodeStateFiles,
  create: (path, contents) => step(() => nodeStateFiles.create(path, contents)),
  link: (existing, path) => step(() => nodeStateFiles.link(existing, path)),
  remove: (path) => step(() => nodeStateFiles.remove(path)),
  makeDirectory: (path) => step(() => nodeStateFiles.makeDirectory(path)),
  syncDirectory: (path) => step(() => nodeStateFiles.syncDirectory(path)),
};
const { address } = await startWitness({
  directory,
  name: 'killed.example',
  key: testSigner('killed.example'),
  trustRoot: consortium.root,
  ledger: log.anchors(),
  port: 0,
  host: '127.0.0.1',
  files,
});
left = Number(count);
process.stdout.write(`${address}\n`);
