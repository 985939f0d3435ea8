// An embedded node whose ledger grows: memory, speed and files at each hundred thousand transactions, then how long
// a restart takes and how much of the ledger it reads, then the tools on the whole ledger. The transactions are not
// simulated but made here, with real signatures of the client and two peers, and broadcast as any client may; beside
// them the official client submits and evaluates all the time.
// BENCH_TRANSACTIONS: how many; BENCH_LEDGER: a folder to go on in and to keep.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@hyperledger/fabric-gateway';
import { gateway } from '@hyperledger/fabric-protos';
import { chaincodeName, channelName, connectAs } from '../network/embedded/open-node.js';
import { BroadcastStream } from './support/broadcast-stream.js';
import { type GrowingLedger, startGrowingLedger } from './support/growing-ledger.js';
import { growthTopology } from './support/growing-ledger-process.js';
import { LedgerWriter, readPeers } from './support/ledger-writer.js';
import { runLedgerTool } from './support/ledger-tool.js';
import { printMeasure } from './support/measure.js';

const wanted = Number(process.env['BENCH_TRANSACTIONS'] ?? 100_000);
const step = Math.min(100_000, wanted);
/** Sent and not yet committed. */
const window = 2_000;
const valueBytes = 200;
const mebibyte = 2 ** 20;

const kept = process.env['BENCH_LEDGER'];
const directory = kept ?? (await mkdtemp(join(tmpdir(), 'quancheng-growth-')));
const ledger = await startGrowingLedger(directory);
await grow(ledger);
await ledger.close();
const again = await startGrowingLedger(directory);
const size = await folderBytes('ledger/blocks');
printMeasure({ measure: `${wanted}: restart`, value: again.startMilliseconds, unit: 'ms' });
printMeasure({ measure: `${wanted}: read at restart`, value: again.startBytesRead / mebibyte, unit: 'MiB' });
printMeasure({ measure: `${wanted}: block files`, value: size / mebibyte, unit: 'MiB' });
await again.close();
for (const tool of ['verify-ledger', 'rebuild-state'] as const) {
  const { seconds, resident } = await runLedgerTool(tool, directory);
  printMeasure({ measure: `${wanted}: ${tool}`, value: seconds, unit: 's' });
  printMeasure({ measure: `${wanted}: ${tool}, blocks`, value: size / mebibyte / seconds, unit: 'MiB/s' });
  printMeasure({ measure: `${wanted}: ${tool}, memory`, value: resident / mebibyte, unit: 'MiB' });
}
if (kept === undefined) await rm(directory, { recursive: true });

async function grow(node: GrowingLedger): Promise<void> {
  const { address } = node;
  const client = address.organisations['bigdata']!.client;
  const connection = connectAs(client, address);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const prepared = await contract.newProposal('put', { arguments: ['model', '1'] }).endorse();
  const peers = await readPeers(directory, growthTopology.organisations.slice(0, 2));
  const writer = new LedgerWriter(
    gateway.PreparedTransaction.deserializeBinary(prepared.getBytes()),
    client,
    peers,
  );
  const stream = await BroadcastStream.open(connection, channelName);
  const run = randomBytes(4).toString('hex');
  const stop = new AbortController();
  const official = submitOfficially(contract, run, stop.signal);
  for (let done = 0; done < wanted; done += step) {
    const start = performance.now();
    for (let index = done; index < done + step; index += 1) {
      await stream.send(writer.write(`${run}-${index}`, randomBytes(valueBytes)), window);
    }
    await stream.drain();
    await report(node, done + step, step / ((performance.now() - start) / 1_000));
  }
  stop.abort();
  const count = await official;
  printMeasure({ measure: `${wanted}: of the official client`, value: count, unit: 'transactions' });
  stream.close();
  connection.close();
}

async function submitOfficially(contract: Contract, run: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (; !signal.aborted; count += 1) {
    await contract.submitTransaction('put', `official-${run}-${count}`, 'x');
    await contract.evaluateTransaction('get', `official-${run}-${count}`);
  }
  return count;
}

async function report(node: GrowingLedger, done: number, rate: number): Promise<void> {
  const { resident, heap, buffers, height } = await node.memory();
  const state = (await folderBytes('ledger/state')) / mebibyte;
  printMeasure({ measure: `${done}: transactions`, value: rate, unit: 'tx/s' });
  printMeasure({ measure: `${done}: resident`, value: resident / mebibyte, unit: 'MiB' });
  printMeasure({ measure: `${done}: heap`, value: heap / mebibyte, unit: 'MiB' });
  printMeasure({ measure: `${done}: buffers`, value: buffers / mebibyte, unit: 'MiB' });
  printMeasure({ measure: `${done}: blocks`, value: height, unit: 'blocks' });
  printMeasure({ measure: `${done}: state`, value: state, unit: 'MiB' });
}

async function folderBytes(name: string): Promise<number> {
  const folder = join(directory, name);
  const sizes = (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
}
