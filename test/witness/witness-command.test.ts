import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outcomeOf, run, spawnCommand } from '../cli/support/command.js';
import { trustRootOf } from '../gateway/support/gateway-world.js';
import { openLedgerWorld, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { until } from '../gateway/support/http.js';
import { checkout } from '../sdk/support/shared-folder.js';
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

  /** The guide's configuration, with the files that it names, for a peer of this ledger. */
  async function writeConfiguration(): Promise<string> {
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
    for (const folder of ['tls', 'client']) await mkdir(join(home, folder));
    await writeFile(join(home, 'tls', 'ca.pem'), tlsRootCertificate);
    await writeFile(join(home, 'client', 'cert.pem'), certificate);
    await writeFile(join(home, 'client', 'key.pem'), privateKey);
    await writeFile(join(home, 'trust-root.json'), trustRootOf(ledger));
    const guide = await readFile(join(checkout(), 'docs', 'guides', 'witness.md'), 'utf8');
    const [, yaml = ''] = /```yaml\n(endpoint:[^`]*)```/.exec(guide) ?? [];
    const here = { endpoint, mspId, channel, chaincode, port: '0' };
    const lines = yaml.split('\n').map((line) => {
      const [name = ''] = line.split(':');
      return name in here ? `${name}: ${here[name as keyof typeof here]}` : line;
    });
    const path = join(home, 'witness.yaml');
    await writeFile(path, `${lines.join('\n')}tlsServerName: ${tlsServerName ?? 'localhost'}\n`);
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
    const half = join(home, 'half.yaml');
    const whole = await readFile(join(home, 'witness.yaml'), 'utf8');
    await writeFile(half, whole.replace(/^tlsRootCertificate.*\n/m, ''));
    const { status, errors } = await run(['witness', 'start', '--config', half], { home });
    expect(status).to.equal(2);
    expect(errors).to.include('PROFILE_INVALID');
  });
});
