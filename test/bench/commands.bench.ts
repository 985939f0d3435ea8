// Individually signed commands on distinct records, on a network of real Fabric nodes: many in a transaction, against one
// in each, in the same run. Two endorsers; one command in twenty is refused by the contract.
// BENCH_SECONDS (default 20 for each arm), BENCH_SIGNERS (default 100), BENCH_BATCH (default 500), and how the two arms
// are driven: BENCH_AT_ONCE, BENCH_SINGLES_AT_ONCE, BENCH_ARMS (`single`, `many` or both).
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
  type FabricBinaries,
} from '@quancheng/network';
import type { Ledger } from '@quancheng/ledger';
import { bootstrapFabric } from '../conformance/support/bootstrap-fabric.js';
import { runCommands, type CommandRun, type CommandTarget } from './support/command-load.js';
import { prepareOffers } from './support/consent-offers.js';
import { readConditions } from './support/conditions.js';
import { printMeasure, quantile } from './support/measure.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 20);
const signers = Number(process.env['BENCH_SIGNERS'] ?? 100);
const batch = Number(process.env['BENCH_BATCH'] ?? 500);
const transactionsAtOnce = Number(process.env['BENCH_AT_ONCE'] ?? 4);
const singlesAtOnce = Number(process.env['BENCH_SINGLES_AT_ONCE'] ?? 128);
const arms = (process.env['BENCH_ARMS'] ?? 'single,many').split(',');
const batchTimeout = process.env['BENCH_BATCH_TIMEOUT'] ?? '200ms';

const folder = await mkdtemp(join(tmpdir(), 'quancheng-bench-commands-'));
try {
  say(`conditions: ${JSON.stringify(await readConditions())}`);
  const binaries = findFabricBinaries();
  if (binaries === null) say('skipped: Fabric’s programs are not here (FABRIC_BIN, PATH)');
  else await runOn(binaries);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function runOn(binaries: FabricBinaries): Promise<void> {
  const chaincodePath = join(folder, 'chaincode');
  const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
  execFileSync(process.execPath, [packager, chaincodePath], { stdio: 'ignore' });
  const topology = { ...defaultTopology, chaincode: { ...defaultTopology.chaincode, policy: 2 } };
  const dataDirectory = join(folder, 'network');
  const options = { topology, dataDirectory, chaincodePath, binaries, batchTimeout };
  const network = await startFabricNetwork(options);
  try {
    const world = await bootstrapFabric(network);
    const ticking = keepTicking(world.ledger);
    await measure({ ledger: world.ledger, network, offers: await prepareOffers(world, signers) });
    await ticking.stop();
    await world.close();
  } finally {
    await network.down();
  }
}

async function measure(target: CommandTarget): Promise<void> {
  const runs = new Map<string, CommandRun>();
  for (const name of arms) {
    const isSingle = name === 'single';
    const [size, clients] = isSingle ? [1, singlesAtOnce] : [batch, transactionsAtOnce];
    const title = `${size} a transaction, ${clients} at once`;
    const onSigned = (): void => say(`${title}: measuring`);
    const arm = { size, clients, seconds, most: isSingle ? 300 : 2_500 };
    const run = await runCommands({ ...target, onSigned }, arm);
    tell(title, run);
    runs.set(name, run);
  }
  const [single, many] = [runs.get('single'), runs.get('many')];
  if (single === undefined || many === undefined) return;
  printMeasure({
    measure: `signed commands of ${signers} signers, ${batch} a transaction, two endorsers, real Fabric`,
    value: many.commandsPerSecond,
    unit: 'commands/s',
    peer: { name: 'one a transaction, same network and run', value: single.commandsPerSecond },
    goal: 'ratio ≥ 20',
  });
}

function tell(name: string, { commandsPerSecond, refused, latencies, load }: CommandRun): void {
  const times = `p50 ${quantile(latencies, 0.5).toFixed(0)} ms, p95 ${quantile(latencies, 0.95).toFixed(0)} ms`;
  const used = Object.entries(load).map(([group, time]) => `${group} ${time.toFixed(2)}`);
  say(
    `${name}: ${commandsPerSecond.toFixed(0)} commands/s, ${(refused * 100).toFixed(1)} % refused; ${times}; ` +
      `ms of CPU a command: ${used.join(', ')}`,
  );
}

/** Ticks, as a gateway writes them, so that commands always find a new one. */
function keepTicking(ledger: Ledger): { stop(): Promise<void> } {
  const end = new AbortController();
  const loop = (async () => {
    while (!end.signal.aborted) {
      const next = (await ledger.currentTick()) + 1;
      await ledger.submit('tick', [String(next)]).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  })();
  return {
    async stop() {
      end.abort();
      await loop;
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
