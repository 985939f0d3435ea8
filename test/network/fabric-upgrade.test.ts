import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { type FabricNetworkDescription, findFabricBinaries, readFabricNetwork } from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { type EndorsedRead, verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { LEDGER, type CommandOptions } from '../chaincode/support/statements.js';
import { newMember } from '../chaincode/support/test-genesis.js';
import { bootstrapFabric, connectionTo } from '../conformance/support/bootstrap-fabric.js';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import type { BootstrappedLedger } from '../gateway/support/ledger-world.js';
import { interruptedNetworkCommand, networkCommand } from './support/network-command.js';
import { makeNextBundle } from './support/next-bundle.js';
import { type RegistrationStream, startRegistrations } from './support/registrations.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

describe('an upgrade of the chaincode on real Fabric, while transactions go on', function () {
  this.timeout(300_000);
  let folder: string | undefined;
  let data: string[];
  let old: string[];
  let next: string[];
  let network: FabricNetworkDescription;
  let world: BootstrappedLedger;
  let stream: RegistrationStream | undefined;
  const ledgers: Ledger[] = [];

  before(async function () {
    if (findFabricBinaries() === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-upgrade-'));
    const [bundle, nextBundle] = [join(folder, 'bundle'), join(folder, 'next')];
    await promisify(execFile)(process.execPath, [packager, bundle]);
    await makeNextBundle(bundle, nextBundle);
    data = ['--data', join(folder, 'network')];
    old = [...data, '--chaincode', bundle];
    next = [...data, '--chaincode', nextBundle];
    await networkCommand('up', ...old);
    network = await readFabricNetwork(join(folder, 'network'));
    world = await bootstrapFabric(network);
    ledgers.push(world.ledger);
    stream = startRegistrations(world.ledger, 'upgrade');
  });

  after(async () => {
    if (folder === undefined) return;
    await stream?.stop();
    for (const ledger of ledgers) ledger.close();
    await networkCommand('down', ...data);
    await rm(folder, { recursive: true });
  });

  it('lets two organisations change and two stay: all endorse the same', async () => {
    for (const name of ['bigdata', 'notary']) {
      await networkCommand('upgrade-chaincode', ...next, '--organisation', name);
    }
    expect(await versions()).to.deep.equal({
      bigdata: '1.0.0 → 1.1.0',
      arbitration: '1.0.0',
      notary: '1.0.0 → 1.1.0',
      finance: '1.0.0',
    });
    const read = await verifiedRead(['1.0.0']);
    expect(read).to.include({ stateVersion: 1 });
    expect(read.endorsers).to.have.length(4);
    await streamGoesOn();
  });

  it('cannot raise the state’s version before the others have changed, too', async () => {
    const error: unknown = await world.order(raise()).catch((reason: unknown) => reason);
    expect(error).to.satisfy(
      (reason: unknown) => isQuanchengError(reason, 'ENDORSEMENTS_DIFFER'),
      String(error),
    );
  });

  it('goes on where it was cut short, and ends the old code', async () => {
    await interruptedNetworkCommand('approving and committing', 'upgrade-chaincode', ...next);
    await networkCommand('upgrade-chaincode', ...next);
    const all = { bigdata: '1.1.0', arbitration: '1.1.0', notary: '1.1.0', finance: '1.1.0' };
    expect(await versions()).to.deep.equal(all);
    expect(await networkCommand('upgrade-chaincode', ...next)).to.contain('runs already, sequence 2');
    await streamGoesOn();
    expect((await verifiedRead(['1.1.0'])).endorsers).to.have.length(4);
  });

  it('raises the state’s version; an organisation that goes back to the old code refuses alone', async () => {
    await world.order(raise());
    expect(await verifiedRead(['1.1.0'], 2)).to.equal('STATE_VERSION_UNSUPPORTED');
    await networkCommand('upgrade-chaincode', ...old, '--organisation', 'notary');
    const notary = connectLedger({ ...connectionTo(network, 'NotaryMSP'), deadlines: { patience: 0 } });
    ledgers.push(notary);
    const error: unknown = await notary.read(['ledger']).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'STATE_VERSION_UNSUPPORTED');
    await streamGoesOn();
    await networkCommand('upgrade-chaincode', ...next, '--organisation', 'notary');
    expect((await notary.read(['ledger'])).values.get('ledger')).to.have.property('stateVersion', 2);
  });

  it('has lost no transaction, and comes up again with the new code', async () => {
    const { acknowledged, failures, longestGap } = await ended();
    const [count, gap] = [acknowledged.length, Math.round(longestGap)];
    console.log(
      `      ${count} transactions, longest gap ${gap} ms, tried again: ${failures.join() || 'none'}`,
    );
    await networkCommand('down', ...data);
    await refusesChangedCode();
    expect(await networkCommand('up', ...old)).to.contain('keeping quancheng_1.1.0');
    const ledger = connectLedger(connectionTo(network));
    ledgers.push(ledger);
    for (const id of acknowledged) {
      const key = `participant/${id}`;
      expect((await ledger.read([key])).values.get(key), id).to.be.an('object');
    }
  });

  /** What runs is what was approved: a changed copy is not started. */
  async function refusesChangedCode(): Promise<void> {
    const copies = join(folder!, 'network', 'code');
    const files = (await readdir(copies))
      .filter((name) => !name.includes('.'))
      .map((name) => join(copies, name, 'package', 'index.js'));
    const originals = await Promise.all(files.map((file) => readFile(file)));
    for (const file of files) await appendFile(file, '\n');
    const error: unknown = await networkCommand('up', ...old).catch((reason: unknown) => reason);
    expect(String(error)).to.contain('is not the code that was installed');
    await Promise.all(files.map((file, index) => writeFile(file, originals[index]!)));
  }

  /** What `status` says that each organisation runs. */
  async function versions(): Promise<Record<string, string>> {
    const lines = (await networkCommand('status', ...data)).matchAll(/^chaincode +(\w+) +(.*)$/gm);
    return Object.fromEntries(
      [...lines].map(([, name, codes]) => [name!, codes!.replace(/ \([0-9a-f]{16}…\)/g, '')] as const),
    );
  }

  async function ended(): Promise<RegistrationStream> {
    await stream!.stop();
    return stream!;
  }

  async function streamGoesOn(): Promise<void> {
    const { acknowledged } = stream!;
    const before = acknowledged.length;
    while (acknowledged.length < before + 3) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  function raise(): CommandOptions {
    const parties = world.organisations.map(([mspId, operator]) => newMember(mspId, operator).administrator);
    const body = { stateVersion: 2 };
    return { action: 'ledger.upgrade', target: LEDGER, expectedVersion: 1, body, parties };
  }

  async function verifiedRead(chaincodeVersions: readonly string[]): Promise<EndorsedRead>;
  async function verifiedRead(chaincodeVersions: readonly string[], stateVersion: 2): Promise<unknown>;
  async function verifiedRead(chaincodeVersions: readonly string[], stateVersion?: number): Promise<unknown> {
    const { channel, chaincode } = network.topology;
    const flow = { channel, chaincode: chaincode.name, organisations: world.organisations };
    const root = newFlowTrustRoot(flow, chaincodeVersions, network.organisations);
    const { payload } = await world.ledger.endorsedRead(['ledger']);
    try {
      return verifyEndorsedRead(payload, verifyTrustRoot(root));
    } catch (error) {
      if (stateVersion === undefined || !isQuanchengError(error)) throw error;
      return error.code;
    }
  }
});
