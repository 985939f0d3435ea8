import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outcomeOf, run, spawnCommand } from '../cli/support/command.js';
import { trustRootOf } from '../gateway/support/gateway-world.js';
import { openLedgerWorld, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { until } from '../gateway/support/http.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { ask } from './support/ask-witness.js';
import { SignedLog } from './support/signed-log.js';

const NAME = 'arbitration.example/witness';

describe('quancheng witness', function () {
  this.timeout(60_000);
  let home: string;
  let ledger: LedgerWorld;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-witness-command-'));
    ledger = await openLedgerWorld();
  });
  after(async () => {
    await ledger.close();
    await rm(home, { recursive: true });
  });

  /** Files of a configuration for a peer of the ledger. */
  async function writeConfiguration(change: object = {}): Promise<string> {
    const {
      endpoint,
      tlsRootCertificate,
      tlsServerName,
      mspId,
      certificate,
      privateKey,
      channel,
      chaincode,
    } = ledger.connection;
    await writeFile(join(home, 'ca.pem'), tlsRootCertificate);
    await writeFile(join(home, 'cert.pem'), certificate);
    await writeFile(join(home, 'key.pem'), privateKey);
    await writeFile(join(home, 'trust-root.json'), trustRootOf(ledger));
    const path = join(home, 'witness.yaml');
    const files = { tlsRootCertificate: 'ca.pem', certificate: 'cert.pem', privateKey: 'key.pem' };
    const ours = {
      name: NAME,
      key: 'witness-key.json',
      trustRoot: 'trust-root.json',
      directory: 'state',
      port: 0,
    };
    const all = { endpoint, tlsServerName, mspId, channel, chaincode, ...files, ...ours, ...change };
    await writeFile(path, JSON.stringify(all));
    return path;
  }

  it('runs by its configuration, under the key that vkey shows, and stops', async () => {
    const keyFile = join(home, 'witness-key.json');
    expect((await run(['keygen', '--plain', '--out', keyFile], { home })).status).to.equal(0);
    const vkey = (await run(['witness', 'vkey', '--name', NAME, '--key', keyFile], { home })).output;
    const child = spawnCommand(['witness', 'start', '--config', await writeConfiguration()], { home });
    const ended = outcomeOf(child);
    let output = '';
    child.stdout?.on('data', (text: string) => (output += text));
    const address = await until(
      () => /: (http\S+)$/m.exec(output)?.[1] ?? '',
      (found) => found !== '',
      () => output,
    );
    expect(await (await fetch(`${address}/vkey`)).text()).to.equal(vkey);
    const log = new SignedLog(testSigner('gateway log', 'ed25519'), 'log.quancheng.example/main').grow(3);
    const unanchored = await ask(address, log.request(0, 3));
    expect({ ...unanchored }).to.include({ status: 503, code: 'WITNESS_NOT_ANCHORED' });
    child.kill('SIGTERM');
    expect((await ended).status).to.equal(0);
  });

  it('does not start by half a configuration', async () => {
    const { tlsRootCertificate: _left, ...rest } = JSON.parse(
      await readFile(join(home, 'witness.yaml'), 'utf8'),
    ) as Record<string, unknown>;
    const half = join(home, 'half.yaml');
    await writeFile(half, JSON.stringify(rest));
    const { status, errors } = await run(['witness', 'start', '--config', half], { home });
    expect(status).to.equal(2);
    expect(errors).to.include('PROFILE_INVALID');
  });
});
