import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseCheckpoint, parseNote } from '@quancheng/protocol';
import { parsePackage, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { freePort } from '../support/free-port.js';
import { checkout } from '../sdk/support/shared-folder.js';
import { type Platform, startPlatform } from './support/platform.js';
import { runHere } from './support/run-here.js';

const BANK = '91370100DEMBNK001F';
const REGISTRAR = '11370100DEMREG0018';

/** What a page's commands left behind. */
interface Transcript {
  readonly status: number;
  readonly output: string;
}

// One platform for all pages.
describe('the guides to consents, certificates and vouchers', function () {
  this.timeout(240_000);
  let home: string;
  let work: string;
  let platform: Platform;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-guides-'));
    platform = await startPlatform({ home });
  });
  after(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  /** Runs all commands of a page in one shell, in a folder of its own; the first that fails ends it. */
  const runPage = async (name: string, more: NodeJS.ProcessEnv = {}): Promise<Transcript> => {
    const folder = join(work, name);
    await mkdir(folder);
    const page = await readFile(join(checkout(), 'docs', 'guides', `${name}.md`), 'utf8');
    const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    const bin = await commandFolder(work);
    const environment = {
      ...withoutOurs(),
      QUANCHENG_HOME: home,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      ...more,
    };
    // A page that starts something in the background leaves nothing behind, wherever it ends.
    const cleanly = 'trap \'test -z "$!" || kill -9 "$!" || true\' EXIT';
    return shell(`${cleanly}\nset -ex\n${blocks.join('\n')}`, folder, environment);
  };

  it('consents: offered, given by two signatures, used, withdrawn, and then denied', async () => {
    const { status, output } = await runPage('consents');
    expect(status, output).to.equal(0);
    expect(output).to.contain('CONSENT_WITHDRAWN').and.to.contain('"status": "withdrawn"');
    const data = await readFile(join(work, 'consents', 'data.json'), 'utf8');
    expect(data).to.contain('81234.56');
    expect(output).to.match(
      /notice\.txt {2}document 文书: self-attested\n {2}named by 载于: consent\.record-proof\.json/,
    );
    expect(output).to.contain('uses.record-proof.json  record proof 记录证明: self-attested');
    const sealed = await readFile(join(work, 'consents', 'delivery.json'), 'utf8');
    expect(sealed).not.to.contain('81234.56');
  });

  it('vouchers: claimed once by one invoice, checked, approved and paid', async () => {
    const { status, output } = await runPage('vouchers');
    expect(status, output).to.equal(0);
    expect(output)
      .to.contain('INVOICE_USED')
      .and.to.contain('"applied": 30000')
      .and.to.contain('"paid": 30000');
    expect(output).to.match(/claim-1 {2}redeemed/);
    const key = await readFile(join(work, 'vouchers', 'scheme.key.json'), 'utf8');
    expect(output).not.to.contain((JSON.parse(key) as { readonly key: string }).key);
  });

  it('refuses strange deliveries, signers, files and readers, and carries nothing out twice', async () => {
    const at = (name: string) => join(work, 'consents', name);
    const by = (name: string) => ['--profile', at(`${name}.yaml`)];
    const command = at('consent.command.json');
    const again = await runHere(home, ['command', 'send', command, '--json']);
    expect(JSON.parse(again.output)).to.include({ outcome: 'repeated', version: 2 });
    expect((await runHere(home, ['command', 'show', command])).output).to.contain('consent.activate');
    const unseal = ['use', 'unseal', `${BANK}/u1`, command, '--secret', at('bank.secret.json')];
    const refusals: readonly (readonly [string, readonly string[]])[] = [
      ['SIGNER_SET_MISMATCH', ['command', 'sign', command, ...by('fund')]],
      ['FILE_KIND_UNKNOWN', ['command', 'sign', at('offer.yaml'), ...by('fund')]],
      ['DELIVERY_CIPHERTEXT_MISMATCH', [...unseal, '--out', at('forged.json'), ...by('bank')]],
      ['RECORD_UNKNOWN', ['consent', 'show', `${BANK}/c1`]],
      [
        'TRANSITION_INVALID',
        ['record', 'consent.withdraw', `${BANK}/c1`, '--expected', '2', ...by('person')],
      ],
      ['VERSION_CONFLICT', ['consent', 'acknowledge', `${BANK}/c1`, '--expected', '2', ...by('bank')]],
      [
        'COMMAND_BODY_INVALID',
        ['consent', 'offer', `${BANK}/c2`, '--body', at('consent.yaml'), ...by('bank')],
      ],
      ['RECORD_FOREIGN', ['consent', 'offer', `${REGISTRAR}/c2`, '--body', at('offer.yaml'), ...by('bank')]],
      ['OPTION_INVALID', ['consent', 'show', BANK]],
      ['OPTION_INVALID', ['consent', 'show', `${BANK}/c1`, '--as-of', 'yesterday']],
      ['ACTION_UNKNOWN', ['record', 'consent.sell', `${BANK}/c1`, ...by('bank')]],
    ];
    for (const [code, words] of refusals) {
      expect((await runHere(home, words)).code, words.join(' ')).to.equal(code);
    }
  });

  it('shows what was, lists what was asked for, and lets the registrar change a participant', async () => {
    const as = ['--profile', join(work, 'consents', 'bank.yaml'), '--json'];
    const history = await runHere(home, ['consent', 'history', `${BANK}/c1`, ...as]);
    const versions = JSON.parse(history.output) as readonly { status: string; at: { time: string } }[];
    const statuses = ['offered', 'active', 'withdrawn', 'withdrawn', 'withdrawn'];
    expect(versions.map(({ status }) => status)).to.deep.equal(statuses);
    const denied = await runHere(home, ['use', 'list', '--where', 'status=denied', ...as]);
    expect(denied.output).to.contain('CONSENT_WITHDRAWN').and.not.to.contain('u1');
    const change = ['--records-per-day', '1000', '--commands-per-day', '50', '--name', '泉城银行'];
    expect((await runHere(home, ['participant', 'change', BANK, ...change])).code).to.equal(undefined);
    const shown = await runHere(home, ['participant', 'show', BANK, '--json']);
    expect(JSON.parse(shown.output)).to.include({ name: '泉城银行', type: 'bank', version: 3 });
    const half = await runHere(home, ['participant', 'change', BANK, '--commands-per-day', '50']);
    expect(half.code).to.equal('OPTION_MISSING');
  });

  it('participants: a request through the gateway, approved, a key rotated, dates asked for', async () => {
    const { status, output } = await runPage('participants');
    expect(status, output).to.equal(0);
    expect(output).to.contain('等待登记机构处理').and.to.contain('已在账本登记').and.to.contain('superseded');
  });

  it('certificates: evidence first, applied, examined, publicised, registered', async () => {
    const { status, output } = await runPage('certificates');
    expect(status, output).to.equal(0);
    expect(output)
      .to.contain('公开登记内容')
      .and.to.match(/pipes {2}registered {2}version/);
  });

  it('trades: a grant, its product, and its sale, which no signature is missing from', async () => {
    const { status, output } = await runPage('trades');
    expect(status, output).to.equal(0);
    expect(output).to.contain('not without the buyer').and.to.contain('not while the grant is suspended');
    expect(output).to.contain('GRANT_NOT_IN_FORCE').and.to.contain('t1  listed');
    expect(output).to.match(/listed[^]*agreed[^]*delivered[^]*accepted[^]*settled/);
  });

  it('watching a log: what was deposited is watched, and all is well', async () => {
    const { status, output } = await runPage('watch');
    expect(status, output).to.equal(0);
    expect(output).to.match(/Log 日志 \S+: entries 条目 \d+, anchored 已锚定 \d+/);
    expect(output).not.to.contain('WATCH_');
  });

  it('pledges: searched, contracted, found by a second bank with both ranks, released by its own debt', async () => {
    const { status, output } = await runPage('pledges');
    expect(status, output).to.equal(0);
    expect(output).to.contain('No pledge was ever recorded on it. 其上从未记载质押。');
    expect(output).to.contain('by external registration 法定登记顺位: 1; by the ledger 账本顺位: 1');
    expect(output).to.contain('RELEASE_AMOUNT_MISMATCH').and.to.contain('refused');
    const now = output.slice(output.lastIndexOf('What is known now'));
    expect(now).to.contain(': released').and.to.contain('担保制度解释第六十三条');
    const proof = await readFile(join(work, 'pledges', 'between.search-proof.json'), 'utf8');
    const { reads } = JSON.parse(proof) as { readonly reads: readonly string[] };
    for (const read of reads) expect(Buffer.from(read, 'base64').toString('utf8')).not.to.contain('借款');
  });

  // The last: the trust root names a second log from here on, which nobody serves any more.
  it('many gateways: a second one, into the trust root, and on at the first when it is killed', async () => {
    const { status, output } = await runPage('many-gateways', { PORT_2: String(await freePort()) });
    expect(status, output).to.equal(0);
    expect(output).to.match(/^ {2}\+ logs\.log\.example\/second: \{/m);
    expect(output)
      .to.contain('序号: 2')
      .and.to.contain('✔ one.txt.evidence.json')
      .and.to.contain('Records 记录: 2');
    const origins = await Promise.all(
      ['one', 'two'].map(async (name) => originOf(join(work, 'many-gateways', 'evidence', `${name}.txt`))),
    );
    expect(origins[0]).to.equal('log.example/second');
    expect(origins[1]).to.match(/^quancheng\.local\//);
    // The platform serves the successor, too, without having been started again.
    const served = await fetch(`${platform.address}/v1/trust-root`);
    const next = await readFile(join(work, 'many-gateways', 'next-root.json'), 'utf8');
    expect(await served.text()).to.equal(next);
    const first = await (await fetch(`${platform.address}/v1/trust-root?sequence=1`)).text();
    expect(verifyTrustRoot(Buffer.from(first)).sequence).to.equal(1);
    expect((await fetch(`${platform.address}/v1/trust-root?sequence=3`)).status).to.equal(404);
  });
});

async function originOf(path: string): Promise<string> {
  const { proof } = parsePackage(await readFile(`${path}.evidence.json`));
  return parseCheckpoint(parseNote(proof.checkpoint).text).origin;
}

/** A folder with the command that the pages call. */
async function commandFolder(work: string): Promise<string> {
  const bin = join(work, 'bin');
  await mkdir(bin, { recursive: true });
  const path = join(bin, 'quancheng');
  const program = join(checkout(), 'cli', 'bin', 'quancheng.js');
  await writeFile(path, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  await chmod(path, 0o755);
  return bin;
}

function withoutOurs(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QUANCHENG_')));
}

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Transcript> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', script], { cwd, env, maxBuffer: 2 ** 24 }, (error, output, errors) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, output: `${output}\n${errors}` });
    });
  });
}
