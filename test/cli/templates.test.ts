import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { checkout } from '../sdk/support/shared-folder.js';
import { type Platform, startPlatform } from './support/platform.js';
import { runHere } from './support/run-here.js';

const BANK = '91370100DEMBNK001F';

describe('the guide to sector templates', function () {
  this.timeout(240_000);
  let home: string;
  let work: string;
  let platform: Platform;
  let output: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-templates-'));
    platform = await startPlatform({ home });
    output = await runPage(home, work);
  });
  after(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  const here = (...words: string[]) => runHere(home, words);
  const at = (name: string) => join(work, name);

  it('runs as it stands: checked, deposited, verified, opened, and refused where it must be', () => {
    expect(output)
      .to.contain('[ROW_RULE_BROKEN] row 2: /total-amount')
      .and.to.contain('Rows 行: 2, wrong 有误: 0')
      .and.to.contain('Template 行业模板: housing-fund@1 住房公积金个人缴存信息')
      .and.to.contain('个人账户余额 balance: 8123456')
      .and.to.contain('FIELD_NOT_DISCLOSABLE')
      .and.to.contain('DISCLOSURE_MISMATCH')
      .and.to.contain('Done 已完成: purpose.define')
      .and.to.contain('TEMPLATE_UNKNOWN');
  });

  it('puts nothing personal, and no key, into the evidence', async () => {
    const evidence = await readFile(at('rows.csv.evidence-bundle.json'), 'utf8');
    const payloads = [...evidence.matchAll(/"payload":"([A-Za-z0-9+/=]+)"/g)].map(([, payload]) =>
      Buffer.from(payload!, 'base64').toString(),
    );
    expect(payloads.filter((payload) => payload.includes('"housing-fund"'))).to.have.length(2);
    const everything = [evidence, ...payloads].join('\n');
    expect(everything).to.contain('2026-10').and.not.to.contain('originalKey');
    for (const secret of ['示例甲', '370100190001010008', '8123456', '91370100DEMEMP001C']) {
      expect(everything, secret).not.to.contain(secret);
    }
    const { mode } = await stat(at('rows.csv.custody.json'));
    expect(mode & 0o077).to.equal(0);
  });

  it('opens to the lender what the template says, and nothing else of the row', async () => {
    const disclosure = await readFile(at('row-1.disclosure.json'), 'utf8');
    expect(disclosure).to.contain('示例甲').and.to.contain('8123456');
    for (const hidden of ['370100190001010008', '1250000', '91370100DEMEMP001C', '2018-07-02']) {
      expect(disclosure, hidden).not.to.contain(hidden);
    }
  });

  it('lets the custodian hold its file against the evidence, and nobody else who guesses', async () => {
    const words = ['verify', at('rows.csv.evidence-bundle.json'), '--row', '1', '--original', at('rows.csv')];
    const mine = await here(...words, '--custody', at('rows.csv.custody.json'));
    expect(mine.output).to.match(/✔ 原件/u);
    const all = await here(
      'verify',
      at('rows.csv.evidence-bundle.json'),
      ...['--original', at('rows.csv'), '--custody', at('rows.csv.custody.json')],
    );
    expect(all.output).to.contain('of which fit 其中相符: 2').and.to.contain('self-attested');
    await writeFile(
      at('changed.csv'),
      (await readFile(at('rows.csv'), 'utf8')).replace('81234.56', '81234.57'),
    );
    const changed = await here(
      'verify',
      at('rows.csv.evidence-bundle.json'),
      ...['--original', at('changed.csv'), '--custody', at('rows.csv.custody.json')],
    );
    expect(changed.output).to.contain('ORIGINAL_MISMATCH');
    expect((await here(...words)).output).to.contain('ORIGINAL_KEY_MISSING');
  });

  it('is the same template however its file is laid out', async () => {
    const text = await readFile(at('mine/night-bus.v1.json'), 'utf8');
    await writeFile(at('one-line.json'), JSON.stringify(JSON.parse(text)));
    const digests: (string | undefined)[] = [];
    for (const name of ['mine/night-bus.v1.json', 'one-line.json']) {
      const { output: said } = await here('template', 'check', at(name));
      digests.push(/sha256 ([0-9a-f]{64})/.exec(said)?.[1]);
    }
    expect(digests[0]).to.be.a('string').and.to.equal(digests[1]);
  });

  const onboardBank = async () => {
    const key = at('bank.key.json');
    await here('keygen', '--plain', '--out', key);
    const who = ['--participant', BANK, '--name', '示例银行', '--type', 'bank'];
    await here('participant', 'request', '--key', key, ...who, '--out', at('bank.request.json'));
    await here('participant', 'approve', at('bank.request.json'));
  };

  it('takes records by a new file alone, and contracts that both parties sign', async () => {
    await platform.stop();
    platform = await startPlatform({ home }, '0', ['--templates', at('mine')]);
    const by = ['--profile', at('centre.yaml')];
    const bus = await here(
      'deposit',
      '--template',
      'night-bus',
      '--templates',
      at('mine'),
      at('bus.csv'),
      ...by,
    );
    expect(bus.output).to.contain('bus.csv.custody.json');
    const { output: example } = await here('template', 'example', 'data-space-contract');
    await writeFile(at('contract.csv'), example);
    await onboardBank();
    const contract = [
      'deposit',
      '--template',
      'data-space-contract',
      at('contract.csv'),
      '--legal-basis',
      '双方合同',
    ];
    const alone = await here(...contract, ...by);
    expect(alone.code).to.equal('TEMPLATE_VIOLATED');
    const both = await here(...contract, ...by, '--cosigner', `${BANK}=${at('bank.key.json')}`);
    expect(both.code).to.equal(undefined);
    const verified = await here('verify', at('contract.csv.evidence-bundle.json'), '--row', '1');
    expect(verified.output).to.contain('Template 行业模板: data-space-contract@1').and.to.contain(BANK);
  });

  it('tells what is wrong with a template', async () => {
    const text = await readFile(at('mine/night-bus.v1.json'), 'utf8');
    const broken: readonly (readonly [string, string])[] = [
      ['TEMPLATE_EXAMPLE_WRONG', text.replace('"outcome": "1"', '"outcome": "9"')],
      ['TEMPLATE_EXAMPLE_WRONG', text.replace('"outcome": "3"', '"outcome": "2"')],
      ['TEMPLATE_INVALID', text.replace('"disclosure": "retained"', '"disclosure": "public"')],
      ['TEMPLATE_INVALID', text.replace('"level": "general"', '"level": "general",\n  "level": "important"')],
      ['TEMPLATE_INVALID', text.replace('"version": 1', '"version": 1.5')],
      ['TEMPLATE_INVALID', text.slice(1)],
    ];
    for (const [code, contents] of broken) {
      expect(contents).not.to.equal(text);
      await writeFile(at('broken.json'), contents);
      expect((await here('template', 'check', at('broken.json'))).code).to.equal(code);
    }
    expect((await here('template', 'show', 'night-train')).code).to.equal('TEMPLATE_NOT_FOUND');
  });
});

/** Runs all commands of the page in one shell; the first that fails ends it. */
async function runPage(home: string, work: string): Promise<string> {
  const page = await readFile(join(checkout(), 'docs', 'guides', 'templates.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  const bin = join(work, 'bin');
  await mkdir(bin);
  const command = join(checkout(), 'cli', 'bin', 'quancheng.js');
  await writeFile(join(bin, 'quancheng'), `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`);
  await chmod(join(bin, 'quancheng'), 0o755);
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('QUANCHENG_'));
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const env = { ...Object.fromEntries(ours), QUANCHENG_HOME: home, PATH: path };
  return new Promise((resolve, reject) => {
    const options = { cwd: work, env, maxBuffer: 2 ** 24 };
    execFile('sh', ['-c', `set -ex\n${blocks.join('\n')}`], options, (error, output, errors) => {
      if (error === null) resolve(`${output}\n${errors}`);
      else reject(new Error(`${output}\n${errors}`));
    });
  });
}
