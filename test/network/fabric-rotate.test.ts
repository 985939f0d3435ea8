import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import {
  type FabricNetworkDescription,
  findFabricBinaries,
  openCertificateAuthority,
  readFabricNetwork,
} from '@quancheng/network';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { bootstrapFabric, connectionTo } from '../conformance/support/bootstrap-fabric.js';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import type { BootstrappedLedger } from '../gateway/support/ledger-world.js';
import { expectKeysKept } from './support/expect-keys-kept.js';
import { interruptedNetworkCommand, networkCommand } from './support/network-command.js';
import { startRegistrations } from './support/registrations.js';

const packager = join(import.meta.dirname, '../../../scripts/package-chaincode.js');
const day = 24 * 60 * 60 * 1000;

describe('certificates of a running Fabric network', function () {
  this.timeout(400_000);
  let folder: string | undefined;
  let data: string[];
  let network: FabricNetworkDescription;
  let world: BootstrappedLedger;
  let payload: Uint8Array;
  const ledgers: Ledger[] = [];

  before(async function () {
    if (findFabricBinaries() === null) {
      console.log('      skipped: Fabric’s programs are not here (FABRIC_BIN, PATH, FABRIC_CCAAS_BUILDER)');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'quancheng-rotate-'));
    data = ['--data', join(folder, 'network'), '--chaincode', join(folder, 'bundle')];
    await promisify(execFile)(process.execPath, [packager, join(folder, 'bundle')]);
    await networkCommand('up', ...data);
    network = await readFabricNetwork(join(folder, 'network'));
    world = await bootstrapFabric(network);
    ledgers.push(world.ledger);
    ({ payload } = await world.ledger.endorsedRead(['ledger']));
  });

  after(async () => {
    if (folder === undefined) return;
    for (const ledger of ledgers) ledger.close();
    await networkCommand('down', ...data);
    await rm(folder, { recursive: true });
  });

  it('are left alone while they are valid for long', async () => {
    const before = await certificates();
    expect(await networkCommand('rotate', ...data)).to.contain('No certificate ends within 30 days');
    expect(await certificates()).to.deep.equal(before);
    const status = await networkCommand('status', ...data);
    expect(status)
      .to.match(/certificates valid until \d{4}-\d\d-\d\d/)
      .and.not.to.contain('SOON');
  });

  it('are shown when they end soon, and only those are renewed', async () => {
    await endSoon('notary', 'client');
    const status = await networkCommand('status', ...data);
    expect(status)
      .to.match(/CERTIFICATE ENDS SOON.*client@notary/)
      .and.to.contain('network -- rotate');
    const before = await certificates();
    expect(await networkCommand('rotate', ...data)).to.contain('Renewed: client@notary ');
    const after = await certificates();
    const changed = [...before.keys()].filter((file) => before.get(file) !== after.get(file));
    expect(changed).to.have.length(2);
    expect(changed.every((file) => file.includes('notary/users/client'))).to.equal(true);
    expect(await networkCommand('status', ...data)).not.to.contain('SOON');
  });

  it('are renewed everywhere, with new keys, over an interruption, while transactions go on', async () => {
    const before = await certificates();
    const stream = startRegistrations(connect(network), 'rotation');
    await interruptedNetworkCommand('making its new certificates known', 'rotate', '--all', ...data);
    // An orderer that knows the former administrator only may make the status a failure.
    const status = await networkCommand('status', ...data).catch(String);
    expect(status).to.contain('a renewal of certificates is unfinished');
    expect(await networkCommand('rotate', ...data)).to.contain('finishing the renewal');
    await stream.stop();
    const { acknowledged, failures, longestGap } = stream;
    const [count, gap] = [acknowledged.length, Math.round(longestGap)];
    console.log(`      ${count} transactions, longest gap ${gap} ms, tried again: ${failures.length}`);
    const after = await certificates();
    expect([...after.keys()]).to.deep.equal([...before.keys()]);
    for (const [file, key] of before) {
      const isAuthority = /authorities|cacerts|ca\.crt/.test(file);
      expect(after.get(file) === key, file).to.equal(isAuthority);
    }
    for (const id of [acknowledged[0], acknowledged.at(-1)]) {
      const { values } = await world.ledger.read([`participant/${id!}`]);
      expect(values.get(`participant/${id!}`)).to.be.an('object');
    }
  });

  it('leave old evidence as good as it was, and old and new clients able to work', async () => {
    const { channel, chaincode } = network.topology;
    const flow = { channel, chaincode: chaincode.name, organisations: world.organisations };
    const root = verifyTrustRoot(newFlowTrustRoot(flow, [chaincode.version], network.organisations));
    expect(verifyEndorsedRead(payload, root).endorsers).to.have.length(4);
    const renewed = await readFabricNetwork(join(folder!, 'network'));
    expect(renewed.clients.get('NotaryMSP')).not.to.deep.equal(network.clients.get('NotaryMSP'));
    for (const each of [network, renewed]) {
      const read = await connect(each).endorsedRead(['ledger']);
      expect(verifyEndorsedRead(read.payload, root).endorsers).to.have.length(4);
    }
  });

  it('hold over a restart, and leave no private key where it should not be', async () => {
    await networkCommand('down', ...data);
    await networkCommand('up', ...data);
    const place = join(folder!, 'network');
    await expectKeysKept(place);
    const left = (await readdir(place, { recursive: true })).filter((name) =>
      /(^|\/)(next|renewed)/.test(name),
    );
    expect(left.filter((name) => name.startsWith('organisations'))).to.deep.equal([]);
    expect(existsSync(join(place, 'renewal.json'))).to.equal(false);
  });

  /** A client that turns to another peer while one is being restarted. */
  function connect(description: FabricNetworkDescription): Ledger {
    const [own, ...others] = description.gateways.map(({ mspId }) => connectionTo(description, mspId));
    const ledger = connectLedger({ ...own!, alternatives: others });
    ledgers.push(ledger);
    return ledger;
  }

  /** The public key of every certificate below the organisations, by its file. */
  async function certificates(): Promise<ReadonlyMap<string, string>> {
    const place = join(folder!, 'network', 'organisations');
    const names = (await readdir(place, { recursive: true })).filter((name) => /\.(crt|pem)$/.test(name));
    const found = new Map<string, string>();
    for (const name of names.filter((each) => !/keystore|\/data\//.test(each)).toSorted()) {
      const { publicKey } = new X509Certificate(await readFile(join(place, name)));
      found.set(name, publicKey.export({ type: 'spki', format: 'der' }).toString('hex'));
    }
    return found;
  }

  /** Gives a user a certificate of its own authority that ends in ten days. */
  async function endSoon(organisation: string, user: string): Promise<void> {
    const place = join(folder!, 'network', 'organisations', organisation);
    const read = (suffix: string) => readFile(join(place, 'authorities', `signing.${suffix}`), 'utf8');
    const authority = await openCertificateAuthority({
      certificate: await read('crt'),
      privateKey: await read('key'),
    });
    const subject = { commonName: user, organisation: 'notary.quancheng.example', role: 'client' as const };
    const issued = await authority.issue({
      subject,
      extensions: [],
      notAfter: new Date(Date.now() + 10 * day),
    });
    const home = join(place, 'users', user);
    await writeFile(join(home, 'signcerts', 'cert.pem'), issued.certificate);
    await writeFile(join(home, 'keystore', 'key.pem'), issued.privateKey, { mode: 0o600 });
  }
});
