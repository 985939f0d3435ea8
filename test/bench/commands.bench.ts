// Individually signed commands on distinct records, on a network of real Fabric nodes: a hundred in a transaction,
// against one in each, in the same run. Two endorsers; one command in twenty is refused by the contract.
// BENCH_SECONDS (default 20 for each arm), BENCH_SIGNERS (default 100), BENCH_BATCH (default 100).
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTopology, findFabricBinaries, startFabricNetwork } from '@quancheng/network';
import type { Ledger } from '@quancheng/ledger';
import type { Envelope } from '@quancheng/protocol';
import { envelopeList } from '../chaincode/support/statements.js';
import type { Outcome } from '../chaincode/support/test-world.js';
import { bootstrapFabric } from '../conformance/support/bootstrap-fabric.js';
import { prepareOffers, type OfferMaker } from './support/consent-offers.js';
import { readConditions } from './support/conditions.js';
import { printMeasure, quantile } from './support/measure.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 20);
const signers = Number(process.env['BENCH_SIGNERS'] ?? 100);
const batch = Number(process.env['BENCH_BATCH'] ?? 100);
const transactionsAtOnce = 4;
const singlesAtOnce = 128;
const batchTimeout = '200ms';

interface Arm {
  readonly commandsPerSecond: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly latencies: readonly number[];
}

const folder = await mkdtemp(join(tmpdir(), 'quancheng-bench-commands-'));
try {
  say(`conditions: ${JSON.stringify(await readConditions())}`);
  const binaries = findFabricBinaries();
  if (binaries === null) {
    say('skipped: Fabric’s programs are not here (FABRIC_BIN, PATH)');
  } else {
    const chaincodePath = join(folder, 'chaincode');
    const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
    execFileSync(process.execPath, [packager, chaincodePath], { stdio: 'ignore' });
    const topology = { ...defaultTopology, chaincode: { ...defaultTopology.chaincode, policy: 2 } };
    const dataDirectory = join(folder, 'network');
    const network = await startFabricNetwork({
      topology,
      dataDirectory,
      chaincodePath,
      binaries,
      batchTimeout,
    });
    try {
      const world = await bootstrapFabric(network);
      const ticking = keepTicking(world.ledger);
      const offers = await prepareOffers(world, signers);
      const single = await run(world.ledger, offers, 1, singlesAtOnce);
      const many = await run(world.ledger, offers, batch, transactionsAtOnce);
      report(many, single);
      await ticking.stop();
      await world.close();
    } finally {
      await network.down();
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Every client sends the next transaction when the one before is valid. What is sent is signed beforehand. */
async function run(ledger: Ledger, offers: OfferMaker, size: number, clients: number): Promise<Arm> {
  const most = size === 1 ? 400 : 2_000; // commands a second that an arm may take
  await load(ledger, signed(offers, 3 * most), size, clients, 3);
  return await load(ledger, signed(offers, seconds * most), size, clients, seconds);
}

function signed(offers: OfferMaker, count: number): Envelope[] {
  return Array.from({ length: count }, () => offers.next());
}

async function load(
  ledger: Ledger,
  commands: Envelope[],
  size: number,
  clients: number,
  duration: number,
): Promise<Arm> {
  const latencies: number[] = [];
  let judged = 0;
  let refused = 0;
  const started = performance.now();
  const deadline = started + duration * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < deadline) {
        const envelopes = commands.splice(0, size);
        if (envelopes.length < size) throw new Error('too few commands were signed beforehand');
        const sent = performance.now();
        const { result } = await ledger.submit('execute', [envelopeList(envelopes)], { atTick: true });
        latencies.push(performance.now() - sent);
        const outcomes = JSON.parse(result) as Outcome[];
        judged += outcomes.length;
        refused += outcomes.filter(({ code }) => code === 'RETENTION_EXCEEDS_PURPOSE').length;
        const other = outcomes.find(
          ({ outcome, code }) => outcome !== 'done' && code !== 'RETENTION_EXCEEDS_PURPOSE',
        );
        if (other !== undefined) throw new Error(`unexpected outcome ${JSON.stringify(other)}`);
      }
    }),
  );
  const commandsPerSecond = judged / ((performance.now() - started) / 1_000);
  return { commandsPerSecond, refused: refused / judged, latencies };
}

function report(many: Arm, single: Arm): void {
  for (const [name, arm] of [
    [`${batch} a transaction, ${transactionsAtOnce} at once`, many],
    [`one a transaction, ${singlesAtOnce} at once`, single],
  ] as const) {
    say(
      `${name}: ${arm.commandsPerSecond.toFixed(0)} commands/s, ${(arm.refused * 100).toFixed(1)} % refused; ` +
        `p50 ${quantile(arm.latencies, 0.5).toFixed(0)} ms, p95 ${quantile(arm.latencies, 0.95).toFixed(0)} ms`,
    );
  }
  printMeasure({
    measure: `signed commands of ${signers} signers, ${batch} a transaction, two endorsers, real Fabric`,
    value: many.commandsPerSecond,
    unit: 'commands/s',
    peer: { name: 'one a transaction, same network and run', value: single.commandsPerSecond },
    goal: 'ratio ≥ 20',
  });
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
