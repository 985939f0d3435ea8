import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  defaultTopology,
  findFabricBinaries,
  startFabricNetwork,
  type FabricNetwork,
} from '@quancheng/network';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { decodeBase64 } from '@quancheng/protocol';
import { newAsyncSigner, newClient } from '@quancheng/sdk';
import {
  fingerprint,
  verifyBundle,
  verifyPackage,
  verifyTrustRoot,
  type PinnedTrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { openGatewayHome } from '../cli/support/gateway-home.js';
import { startListening } from '../cli/support/platform.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import {
  depositor,
  LOG_ORIGIN,
  logNoteSigner,
  openGatewayOn,
  registerLog,
  trustRootOf,
  type GatewayWorld,
} from '../gateway/support/gateway-world.js';
import { startGatewayProcess, type GatewayProcess } from '../gateway/support/gateway-process.js';
import { SECOND_KEY, SECOND_ORIGIN, secondNoteSigner } from '../gateway/support/two-gateways.js';
import { get, getUntil, NDJSON_TYPE, post, textAt, until } from '../gateway/support/http.js';
import { timeIn, type BootstrappedLedger } from '../gateway/support/ledger-world.js';
import { openWitness, policyOf, witnessKey, type TestWitness } from '../witness/support/witness-world.js';
import { bootstrapFabric, connectionTo } from './support/bootstrap-fabric.js';
import { bytesOf, joinLines, newBatch, signedDocument } from '../gateway/support/records.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

describe('gateway on real Fabric, changed in configuration only', function () {
  this.timeout(240_000);
  let folder: string | undefined;
  let network: FabricNetwork | undefined;
  let world: GatewayWorld<BootstrappedLedger> | undefined;
  const witnesses: TestWitness[] = [];
  const ledgers: Ledger[] = [];
  let second: GatewayProcess | undefined;

  before(async function () {
    const binaries = findFabricBinaries();
    if (binaries === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-gateway-fabric-'));
    const chaincodePath = join(folder, 'chaincode');
    await promisify(execFile)(process.execPath, [packager, chaincodePath]);
    network = await startFabricNetwork({
      topology: defaultTopology,
      dataDirectory: join(folder, 'network'),
      chaincodePath,
      binaries,
    });
    const bootstrapped = await bootstrapFabric(network);
    const policy = policyOf([witnessKey(0), witnessKey(1)], 2);
    const trustRoot = trustRootOf(bootstrapped, policy, [logNoteSigner, secondNoteSigner]);
    // Each looks for anchors on a peer of its own organisation.
    for (const [number, { mspId }] of network.organisations.slice(0, 2).entries()) {
      const ledger = connectLedger(connectionTo(network, mspId));
      ledgers.push(ledger);
      witnesses.push(await openWitness(number, verifyTrustRoot(trustRoot), ledger));
    }
    world = await openGatewayOn(bootstrapped, {
      trustRoot,
      witnesses: witnesses.map(({ verifierKey, address }) => ({ verifierKey, url: address })),
    });
  });

  after(async () => {
    await second?.remove();
    await world?.close();
    for (const { running, configuration } of witnesses) {
      await running.close();
      await rm(configuration.directory, { recursive: true });
    }
    for (const ledger of ledgers) ledger.close();
    await network?.down();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  it('takes records, anchors them, and gives packages and bundles that the verifier proves', async () => {
    const base = world!.gateway.address;
    const single = await post(`${base}/v1/records`, bytesOf(signedDocument('single')));
    expect(single.status, single.text).to.equal(201);
    const batch = newBatch('batch', 200);
    const posted = await post(`${base}/v1/batches`, joinLines(batch.header, ...batch.members), NDJSON_TYPE);
    expect(posted.status, posted.text).to.equal(201);
    const root = textAt((await get(`${base}/v1/trust-root`)).json, 'payload');
    const trustRoot: PinnedTrustRoot = {
      envelope: world!.configuration.trustRoot,
      fingerprint: fingerprint(decodeBase64(root)),
    };
    const evidence = await getUntil(`${base}/v1/records/${AGENCY}/single/package`, 200);
    const proven = await verifyPackage(Buffer.from(evidence.text), { trustRoot, time: timeIn(0) });
    expect(proven.verdict, JSON.stringify(proven.checks)).to.equal('integrity-proven');
    const bundle = await getUntil(`${base}/v1/batches/${AGENCY}/batch/bundle`, 200);
    const all = await verifyBundle(Buffer.from(bundle.text), { trustRoot, time: timeIn(0) });
    expect(all.verdict).to.equal('integrity-proven');
    expect(all.records).to.have.length(200);
  });

  it('is cosigned by witnesses of two organisations, each of which saw the anchor on its own peer', async () => {
    const options = { trustRoot: verifyTrustRoot(world!.configuration.trustRoot), time: timeIn(0) };
    const path = `${world!.gateway.address}/v1/records/${AGENCY}/single/package`;
    const result = await until(
      async () => verifyPackage(Buffer.from((await get(path)).text), options),
      ({ checks }) => checks.some(({ id, status }) => id === 'witnesses' && status === 'match'),
      ({ checks }) => JSON.stringify(checks),
    );
    expect(result.verdict).to.equal('integrity-proven');
  });

  it('has a second one beside it, of another organisation with its own log: both anchor, and either goes on alone', async () => {
    const other = network!.organisations.find(({ mspId }) => mspId !== world!.ledgerWorld.connection.mspId)!;
    await world!.ledgerWorld.order(registerLog(secondNoteSigner));
    const { trustRoot } = world!.configuration;
    second = await startGatewayProcess({
      connection: connectionTo(network!, other.mspId),
      trustRoot,
      origin: SECOND_ORIGIN,
      logKey: SECOND_KEY,
    });
    const root = verifyTrustRoot(trustRoot);
    const client = newClient({
      gateways: [second.address, world!.gateway.address],
      trustRoot: root,
      reader: newAsyncSigner(depositor.signer),
    });
    const proven = async (id: string) => {
      const bytes = await client.recordPackage({ participant: AGENCY, id });
      const result = await verifyPackage(bytes, { trustRoot: root, time: timeIn(0) });
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('integrity-proven');
      return result.log?.origin;
    };
    expect((await client.depositRecord(signedDocument('at-the-second'))).gateway).to.equal(second.address);
    expect(await proven('at-the-second')).to.equal(SECOND_ORIGIN);
    expect(await proven('single')).to.equal(LOG_ORIGIN);
    await second.kill();
    const moved = await client.depositRecord(signedDocument('after-the-kill'));
    expect(moved.gateway).to.equal(world!.gateway.address);
    expect(await proven('after-the-kill')).to.equal(LOG_ORIGIN);
    await second.start();
    expect(await proven('at-the-second')).to.equal(SECOND_ORIGIN);
    expect(await client.doubles.settle(5_000)).to.deep.equal([]);
  });

  it('is configured for any organisation by one command', async () => {
    const home = await openGatewayHome(world!.gateway.address, world!.configuration.trustRoot);
    const words = [
      '--fabric',
      join(folder!, 'network'),
      '--origin',
      'log.quancheng.example/third',
      '--port',
      '0',
    ];
    const configure = (mspId: string, name: string) =>
      home.attempt('gateway', 'configure', ...words, '--organisation', mspId, '--out', home.at(name));
    expect((await configure('NobodyMSP', 'nobody')).code).to.equal('OPTION_INVALID');
    expect((await configure(network!.organisations.at(-1)!.mspId, 'third')).code).to.equal(undefined);
    const start = ['gateway', 'start', '--config', home.at('third/gateway.yaml')];
    const third = await startListening(start, { home: home.home });
    const { json } = await get(`${third.address}/v1/ledger`);
    await third.stop();
    await home.remove();
    // It reaches the ledger, where nobody has registered its log yet.
    expect(json['log']).to.have.keys('origin', 'verifierKey');
  });

  it('writes ticks and is well', async () => {
    const base = world!.gateway.address;
    const health = await until(
      async () => (await get(`${base}/v1/health`)).json,
      ({ status }) => status === 'ok',
      (last) => JSON.stringify(last),
    );
    expect(health).to.have.nested.property('anchoring.anchored').that.is.at.least(1);
    const tick = async () => ((await get(`${base}/v1/ledger`)).json['tick'] as { number: number }).number;
    const first = await tick();
    await until(tick, (later) => later > first);
  });
});
