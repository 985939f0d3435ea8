import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import {
  defaultTopology,
  type FabricNetwork,
  type GatewayEndpoint,
  findFabricBinaries,
  startFabricNetwork,
} from '@quancheng/network';
import { expect } from 'chai';
import { openBlockReader } from './support/block-reader.js';
import { type CommitWatch, watchCommits } from './support/commit-watch.js';
import { type OpenLoop, startOpenLoop } from './support/open-loop.js';
import { expectSameChain, reconcile } from './support/reconcile.js';

const binaries = findFabricBinaries();
const chaincodePath = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');
const rounds = Number(process.env['QUANCHENG_KILL_ROUNDS'] ?? 1);
const rate = Number(process.env['QUANCHENG_KILL_RATE'] ?? 40);

/** The bound on the time without any valid commit. */
const longestGapMs = 30_000;
/** Load before the first kill and after each restart. */
const calmMs = 3_000;

describe(`real Fabric under open-loop load, ${rounds} × three kills (QUANCHENG_KILL_ROUNDS)`, function () {
  this.timeout(120_000 + rounds * 180_000);
  let folder: string;
  let network: FabricNetwork | undefined;
  const ledgers: Ledger[] = [];
  let watch: CommitWatch | undefined;

  before(async function () {
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-kills-'));
    const dataDirectory = join(folder, 'network');
    network = await startFabricNetwork({ topology: defaultTopology, dataDirectory, chaincodePath, binaries });
  });

  after(async () => {
    watch?.close();
    for (const ledger of ledgers) ledger.close();
    await network?.down();
    if (network !== undefined) await rm(folder, { recursive: true });
  });

  it('commits again within 30 s of each kill, and loses nothing that it acknowledged', async () => {
    const fabric = network!;
    const [first, second, third, survivor] = fabric.gateways.map(({ name }) => name);
    ledgers.push(connect(fabric, first!));
    const reader = openBlockReader(fabric, fabric.gateways.find(({ name }) => name === survivor)!);
    watch = watchCommits(reader);
    const load = startOpenLoop(() => ledgers.at(-1)!, rate);
    await delay(calmMs);
    for (let round = 0; round < rounds; round += 1) {
      const leader = await fabric.leader();
      await strike(`BFT leader ${leader}`, `orderer.${leader}`, load, watch);
      // A client that has moved on would not feel the next kill: each time, one begins with the peer that is struck.
      ledgers.push(connect(fabric, second!));
      await delay(calmMs);
      await strike(`peer ${second!}`, `peer.${second!}`, load, watch);
      ledgers.push(connect(fabric, third!));
      await delay(calmMs);
      await strike(`chaincode of ${third!}`, `chaincode.${third!}`, load, watch);
    }
    const outcomes = await load.end();
    const blocks = await expectSameChain(fabric);
    console.log(`      ${reconcile(outcomes, blocks)}`);
  });

  /** Kills a program, lets it lie until commits go on without it, restarts it, and asserts the longest gap. */
  async function strike(what: string, name: string, load: OpenLoop, commits: CommitWatch): Promise<void> {
    const before = load.outcomes.length;
    const killed = performance.now();
    await network!.kill(name);
    await untilCommitted(commits, killed + calmMs, killed + longestGapMs);
    await network!.restart(name);
    const restarted = performance.now();
    await untilCommitted(commits, restarted + calmMs, restarted + longestGapMs);
    const now = performance.now();
    const gap = commits.longestGap(killed, now);
    const answered = load.outcomes.slice(before);
    const refused = answered.filter(({ transactionId }) => transactionId === undefined).length;
    console.log(
      `      ${what}: longest gap between valid commits ${(gap / 1_000).toFixed(1)} s; ` +
        `restarted after ${((restarted - killed) / 1_000).toFixed(1)} s; ${answered.length} answers, ` +
        `${refused} without acknowledgement; load average ${loadavg()[0]!.toFixed(1)}`,
    );
    expect(gap, what).to.be.at.most(longestGapMs);
  }
});

/** Waits for a commit after `from`, but not beyond `end`. */
async function untilCommitted(watch: CommitWatch, from: number, end: number): Promise<void> {
  while ((watch.commits.at(-1) ?? 0) < from && performance.now() < end) {
    await delay(100);
  }
}

/** As a client in production connects: to its own peer first, with others to turn to. */
function connect({ gateways, clients, topology }: FabricNetwork, own: string): Ledger {
  const start = gateways.findIndex(({ name }) => name === own);
  const [first, ...others] = [...gateways.slice(start), ...gateways.slice(0, start)];
  const { mspId, tlsClient } = first!;
  const { certificate, privateKey } = clients.get(mspId)!;
  const place = ({ address, tlsRootCertificate }: GatewayEndpoint) => ({
    endpoint: address,
    tlsRootCertificate,
  });
  return connectLedger({
    ...place(first!),
    alternatives: others.slice(0, 2).map(place),
    tlsClient,
    mspId,
    certificate,
    privateKey,
    channel: topology.channel,
    chaincode: topology.chaincode.name,
  });
}
