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
import { decodeBase64 } from '@quancheng/protocol';
import { fingerprint, verifyBundle, verifyPackage, type PinnedTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { openGatewayOn, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { get, getUntil, NDJSON_TYPE, post, textAt, until } from '../gateway/support/http.js';
import { timeIn, type BootstrappedLedger } from '../gateway/support/ledger-world.js';
import { bootstrapFabric } from './support/bootstrap-fabric.js';
import { bytesOf, joinLines, newBatch, signedDocument } from '../gateway/support/records.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');

describe('gateway on real Fabric, changed in configuration only', function () {
  this.timeout(240_000);
  let folder: string | undefined;
  let network: FabricNetwork | undefined;
  let world: GatewayWorld<BootstrappedLedger> | undefined;

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
    world = await openGatewayOn(await bootstrapFabric(network));
  });

  after(async () => {
    await world?.close();
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
