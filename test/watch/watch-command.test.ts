import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { outcomeOf, run, spawnCommand } from '../cli/support/command.js';
import { until } from '../gateway/support/http.js';
import { openWatchWorld, type WatchWorld } from './support/watch-world.js';
import { freePort } from '../support/free-port.js';

// The command as users run it, in processes of its own.
describe('quancheng log watch', function () {
  this.timeout(120_000);
  let stage: WatchWorld;
  let words: readonly string[];

  before(async () => {
    stage = await openWatchWorld();
    await stage.deposit('one');
    const witnesses = stage.world.witnesses.flatMap(({ address }) => ['--witness', address]);
    const root = ['--trust-root', join(stage.home, 'trust-root.json')];
    words = ['log', 'watch', ...root, ...witnesses, '--promises', stage.promises];
  });
  after(() => stage.close());

  const watch = (folder: string, ...more: readonly string[]) =>
    run([...words, '--folder', join(stage.home, folder), ...more], { home: stage.home });

  it('says by its exit code whether all is well, an alarm stands, or nobody can tell', async () => {
    const fine = await watch('fine', '--once', stage.liar.address);
    expect(fine.errors).to.equal('');
    expect(fine.status).to.equal(0);
    expect(fine.output).to.match(
      /Log 日志 \S+: entries 条目 1, anchored 已锚定 1, cosigned by a quorum 已联署 1/,
    );
    const blind = await watch('fine', '--once', 'http://127.0.0.1:9');
    expect(blind.status).to.equal(2);
    await stage.keepPromise('broken', { first: 0 });
    const alarmed = await watch('fine', '--once', '--json', stage.liar.address);
    expect(alarmed.status).to.equal(1);
    const lines = alarmed.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.length).to.equal(1);
    expect(lines[0]).to.include({ event: 'raised', severity: 'alarm', code: 'WATCH_PROMISE_BROKEN' });
    expect(lines[0]!['action']).to.have.keys('en', 'zh');
    const judged = await run(
      ['verify', lines[0]!['proof']!, '--trust-root', join(stage.home, 'trust-root.json')],
      { home: stage.home },
    );
    expect(judged.status).to.equal(0);
    expect(judged.output).to.contain('Verdict 结论: fraud-proven');
    const again = await watch('fine', '--once', stage.liar.address);
    expect(again.status).to.equal(1);
    expect(again.output).to.contain('✘ WATCH_PROMISE_BROKEN stands 仍存在').and.contain('quancheng verify ');
    await stage.forget('broken');
  });

  it('runs by its configuration, on its own peer, alone on its folder, with metrics, until it is stopped', async () => {
    const port = await freePort();
    const path = await writeConfiguration(stage, port);
    const child = spawnCommand(['log', 'watch', '--config', path], { home: stage.home });
    const ended = outcomeOf(child);
    const metrics = await until(
      () =>
        fetch(`http://127.0.0.1:${port}/metrics`).then(
          (answer) => answer.text(),
          () => '',
        ),
      (text) => /quancheng_watch_rounds_total\{sight="whole"\} [1-9]/.test(text),
    );
    expect(metrics).to.match(/quancheng_watch_log_size\{origin="\S+",by="anchored"\} 1/);
    expect(metrics).to.contain('quancheng_watch_findings{code="WATCH_FORK",severity="alarm"} 0');
    const second = await run(['log', 'watch', '--once', '--config', path], { home: stage.home });
    expect(second.status).to.equal(2);
    expect(second.errors).to.contain('OUTBOX_LOCKED');
    child.kill('SIGTERM');
    expect((await ended).status).to.equal(0);
  });

  it('killed at any moment goes on', async () => {
    await stage.keepPromise('broken', { first: 0, leaf: 'ab'.repeat(32) });
    const folder = ['--folder', join(stage.home, 'killed'), '--every', '1', '--json', stage.liar.address];
    for (const milliseconds of [300, 600, 900, 1_200, 1_500]) {
      const child = spawnCommand([...words, ...folder], { home: stage.home });
      const ended = outcomeOf(child);
      await sleep(milliseconds);
      child.kill('SIGKILL');
      await ended;
    }
    const { status, output } = await watch('killed', '--once', '--json', stage.liar.address);
    expect(status).to.equal(1);
    const [finding, ...others] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: string });
    expect(finding!.code).to.equal('WATCH_PROMISE_BROKEN');
    expect(others).to.deep.equal([]);
    await stage.forget('broken');
  });
});

/** With a connection to our own peer, as the guide has it. */
async function writeConfiguration(stage: WatchWorld, metricsPort: number): Promise<string> {
  const { connection } = stage.world.ledgerWorld;
  const { endpoint, tlsRootCertificate, tlsServerName, mspId, certificate, privateKey } = connection;
  const folder = join(stage.home, 'configuration');
  await mkdir(folder);
  await writeFile(join(folder, 'ca.pem'), tlsRootCertificate);
  await writeFile(join(folder, 'cert.pem'), certificate);
  await writeFile(join(folder, 'key.pem'), privateKey);
  const path = join(folder, 'watch.yaml');
  const { channel, chaincode } = connection;
  const own = { endpoint, mspId, channel, chaincode, tlsServerName };
  const files = { tlsRootCertificate: 'ca.pem', certificate: 'cert.pem', privateKey: 'key.pem' };
  const settings = {
    directory: 'watch',
    trustRoot: '../trust-root.json',
    gateways: [stage.world.gateway.address],
    witnesses: stage.world.witnesses.map(({ address }) => address),
    promises: ['../promises'],
    every: 1,
    metricsPort,
    ledger: { ...own, ...files },
  };
  await writeFile(path, JSON.stringify(settings));
  return path;
}
