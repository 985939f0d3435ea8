import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { common } from '@hyperledger/fabric-protos';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { defaultTopology, findFabricBinaries, readFabricNetwork } from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { bootstrapFabric, connectionTo } from '../conformance/support/bootstrap-fabric.js';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import type { BootstrappedLedger } from '../gateway/support/ledger-world.js';
import { expectKeysKept } from './support/expect-keys-kept.js';
import { interruptedNetworkCommand, networkCommand } from './support/network-command.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
const court = { name: 'court', chineseName: '法院', mspId: 'CourtMSP', domain: 'court.quancheng.example' };

/** An update that leaves the group of the members without anybody in it, and does not say on what it relies. */
function emptyApplication(): Uint8Array {
  const application = new common.ConfigGroup();
  application.setVersion(1);
  const root = new common.ConfigGroup();
  root.getGroupsMap().set('Application', application);
  const update = new common.ConfigUpdate();
  update.setChannelId(defaultTopology.channel);
  update.setReadSet(new common.ConfigGroup());
  update.setWriteSet(root);
  const content = new common.ConfigUpdateEnvelope();
  content.setConfigUpdate(update.serializeBinary());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(defaultTopology.channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(content.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}

describe('an organisation that joins a running Fabric network', function () {
  this.timeout(300_000);
  let folder: string | undefined;
  let data: string[];
  let description: string;
  let update: string;
  let world: BootstrappedLedger;
  const ledgers: Ledger[] = [];

  before(async function () {
    if (findFabricBinaries() === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-add-org-'));
    [description, update] = [join(folder, 'court.json'), join(folder, 'court.update')];
    data = ['--data', join(folder, 'network'), '--chaincode', join(folder, 'bundle')];
    await promisify(execFile)(process.execPath, [packager, join(folder, 'bundle')]);
    await writeFile(description, JSON.stringify(court));
    await networkCommand('up', ...data);
    world = await bootstrapFabric(await readFabricNetwork(join(folder, 'network')));
    ledgers.push(world.ledger);
  });

  after(async () => {
    if (folder === undefined) return;
    for (const ledger of ledgers) ledger.close();
    await networkCommand('down', ...data);
    await rm(folder, { recursive: true });
  });

  it('is refused while too few administrators have signed, or under another description', async () => {
    await addOrg('--export', update);
    expect(await networkCommand('sign', update, '--as', 'notary', ...data)).to.contain(
      'adds /Application/group CourtMSP\nsigned by NotaryMSP',
    );
    await expectRefusal('CHANNEL_UPDATE_REFUSED', addOrg('--submit', update));
    await writeFile(description, JSON.stringify({ ...court, mspId: 'OtherMSP' }));
    await expectRefusal('CHANGE_UNFINISHED', addOrg());
    await writeFile(description, JSON.stringify(court));
    expect(await networkCommand('status', ...data)).to.contain('has begun to join');
  });

  it('is not let in by a file that throws others out, and whoever signs it sees that', async () => {
    const file = join(folder!, 'other.update');
    await writeFile(file, emptyApplication());
    const told = await networkCommand('sign', file, '--as', 'notary', ...data);
    expect(told)
      .to.contain('removes /Application/group NotaryMSP')
      .and.to.contain('removes /Application/policy');
    await expectRefusal('CHANNEL_UPDATE_INVALID', addOrg('--submit', file));
    await expectRefusal('CHANNEL_UPDATE_INVALID', addOrg('--submit', description));
  });

  it('comes in when Fabric’s own signconfigtx and ours have signed, even after an interruption', async () => {
    await signWithPeer('finance', 'FinanceMSP');
    await networkCommand('sign', update, '--as', 'bigdata', ...data);
    await interruptedNetworkCommand('joining the channel', ...addOrgWords('--submit', update));
    expect(await addOrg()).to.contain('CourtMSP is a member and its peers endorse');
    expect(await addOrg(), 'again').to.contain('CourtMSP is a member');
  });

  it('endorses transactions of the contract, and counts', async () => {
    const ledger = await connectAs('CourtMSP');
    const enough = ['CourtMSP', 'NotaryMSP', 'FinanceMSP'];
    await tickWith(ledger, enough);
    await expectRefusal('ENDORSEMENT_POLICY_FAILURE', tickWith(ledger, ['CourtMSP', 'NotaryMSP']));
  });

  it('is believed by verifiers once a trust root names it, and not before', async () => {
    const network = await readFabricNetwork(join(folder!, 'network'));
    const ledger = await connectAs('CourtMSP');
    const { payload } = await ledger.endorsedRead(['ledger']);
    const { channel, chaincode } = network.topology;
    const root = (organisations: BootstrappedLedger['organisations']) =>
      verifyTrustRoot(
        newFlowTrustRoot(
          { channel, chaincode: chaincode.name, organisations },
          [chaincode.version],
          network.organisations,
        ),
      );
    expect(() => verifyEndorsedRead(payload, root(world.organisations)))
      .to.throw()
      .with.property('code', 'READ_SIGNATURE_INVALID');
    const all = [...world.organisations, ['CourtMSP', 'court'] as const].sort();
    expect(verifyEndorsedRead(payload, root(all)).endorsers).to.have.length(5);
    const { payload: byOthers } = await world.ledger.endorsedRead(['ledger']);
    expect(verifyEndorsedRead(byOthers, root(world.organisations)).endorsers).to.have.length(4);
  });

  it('belongs to the network after a restart, also if the first topology is named', async () => {
    await networkCommand('down', ...data);
    const topology = join(folder!, 'first.json');
    await writeFile(topology, JSON.stringify(defaultTopology));
    expect(await networkCommand('up', ...data, '--topology', topology)).to.match(/peer0\.court .*healthy/);
    await tickWith(await connectAs('CourtMSP'), ['CourtMSP', 'BigDataMSP', 'ArbitrationMSP']);
  });

  it('leaves private keys to their owner alone, in their own files', async () => {
    const network = join(folder!, 'network');
    await expectKeysKept(network);
    expect((await readdir(network)).filter((name) => /^(joining|desired)/.test(name))).to.deep.equal([]);
    expect(await readFile(update, 'latin1')).not.to.contain('PRIVATE KEY');
  });

  function addOrgWords(...words: readonly string[]): string[] {
    return ['add-org', '--file', description, ...words, ...data];
  }

  async function addOrg(...words: readonly string[]): Promise<string> {
    return await networkCommand(...addOrgWords(...words));
  }

  async function connectAs(mspId: string): Promise<Ledger> {
    const network = await readFabricNetwork(join(folder!, 'network'));
    const ledger = connectLedger({ ...connectionTo(network, mspId), deadlines: { patience: 0 } });
    ledgers.push(ledger);
    return ledger;
  }

  /** The next tick, endorsed by these. Its number is tried again until the contract finds that it is time. */
  async function tickWith(ledger: Ledger, endorsingOrganisations: readonly string[]): Promise<void> {
    for (;;) {
      const number = (await ledger.currentTick()) + 1;
      try {
        await ledger.submit('tick', [String(number)], { endorsingOrganisations });
        return;
      } catch (error) {
        if (!isQuanchengError(error, 'TICK_EARLY') && !isQuanchengError(error, 'TICK_STALE')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  async function signWithPeer(name: string, mspId: string): Promise<void> {
    const organisation = join(folder!, 'network', 'organisations', name);
    const environment = {
      FABRIC_CFG_PATH: join(organisation, 'peers', 'peer0'),
      CORE_PEER_LOCALMSPID: mspId,
      CORE_PEER_MSPCONFIGPATH: join(organisation, 'users', 'administrator'),
    };
    await promisify(execFile)(findFabricBinaries()!.peer, ['channel', 'signconfigtx', '-f', update], {
      env: { ...process.env, ...environment },
    });
  }

  async function expectRefusal(code: string, call: Promise<unknown>): Promise<void> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.contain(code);
  }
});
