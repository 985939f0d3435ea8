// A gateway that kills itself at the n-th moment of a stage. The argument is a StageOrder.
import diagnostics from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeFileLayer, startGateway, type FileLayer, type OpenFile } from '@quancheng/gateway';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { parseVerifierKey } from '@quancheng/protocol';
import { LOG_ORIGIN, logKey } from '../../gateway/support/gateway-world.js';
import type { Stage, StageOrder } from './stage-order.js';

const order = JSON.parse(process.argv[2] ?? '') as StageOrder;
let moments = 0;
let isListening = false;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** A moment of a stage: the chosen one is the last. */
function moment(stage: Stage): void {
  // Only what happens to requests counts.
  if (!isListening || stage !== order.stage) return;
  moments += 1;
  if (moments === order.nth) die();
}

/** What is begun at the chosen moment is under way when the process ends, and its end is seen by nobody. */
async function during<T>(stage: Stage | undefined, operation: () => Promise<T>): Promise<T> {
  const result = operation();
  if (stage !== undefined) moment(stage);
  const value = await result;
  if (stage !== undefined) moment(stage);
  return value;
}

function stageOf(path: string, operation: 'write' | 'datasync' | 'other'): Stage | undefined {
  if (path.includes('/journal')) return operation === 'write' ? 'write' : 'fsync';
  if (path.includes('/tile')) return 'integrate';
  return 'checkpoint';
}

function killingFile(file: OpenFile, path: string): OpenFile {
  return {
    size: () => file.size(),
    read: (position, length) => file.read(position, length),
    write: (chunks, position) => during(stageOf(path, 'write'), () => file.write(chunks, position)),
    truncate: (size) => file.truncate(size),
    async datasync() {
      await during(stageOf(path, 'datasync'), () => file.datasync());
      // On the medium, and not yet told: the promises of this group are being signed.
      if (path.includes('/journal')) setImmediate(() => moment('promise'));
    },
    close: () => file.close(),
  };
}

const files: FileLayer = {
  ...nodeFileLayer,
  open: async (path, mode) => killingFile(await nodeFileLayer.open(path, mode), path),
  rename: (from, to) => during(stageOf(to, 'other'), () => nodeFileLayer.rename(from, to)),
  syncDirectory: (path) => during(stageOf(`${path}/`, 'other'), () => nodeFileLayer.syncDirectory(path)),
};

diagnostics.subscribe('http.server.request.start', () => {
  if (order.stage !== 'judge') return;
  moments += 1;
  // By time: judging, digesting and numbering leave nothing that could be counted.
  if (moments === order.nth) void delay(order.nth % 7).then(die);
});
const plainFetch = globalThis.fetch;
globalThis.fetch = (...request) => during('cosign', () => plainFetch(...request));

const real = connectLedger(order.connection);
const ledger: Ledger = {
  ...real,
  channel: real.channel,
  chaincode: real.chaincode,
  evaluate: (...call) => real.evaluate(...call),
  submit: (name, ...rest) =>
    during(name === 'anchor' ? 'anchor' : undefined, () => real.submit(name, ...rest)),
  read: (keys) => real.read(keys),
  endorsedRead: (...call) => real.endorsedRead(...call),
  events: (options) => real.events(options),
  currentTick: () => real.currentTick(),
  close: () => real.close(),
};
const { address } = await startGateway({
  directory: order.directory,
  origin: LOG_ORIGIN,
  logKey,
  trustRoot: Buffer.from(order.trustRoot, 'base64'),
  ledger,
  port: 0,
  host: '127.0.0.1',
  files,
  writesTicks: false,
  openRecords: true,
  pace: { linger: 5, interval: 30, retry: 50 },
  witnesses: [{ verifierKey: parseVerifierKey(order.witness.verifierKey), url: order.witness.url }],
});
isListening = true;
writeSync(1, `${address}\n`);
