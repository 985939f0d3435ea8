import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { findProgram } from '../support/find-program.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { openGatewayHome } from '../cli/support/gateway-home.js';
import { at, get, getUntil, NDJSON_TYPE, post, until } from './support/http.js';
import { readMetrics, type Metrics } from './support/metrics.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';

const run = promisify(execFile);

describe('metrics', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let metrics: Metrics;

  const stage = (name: string, what: string): number =>
    metrics.value(`quancheng_stage_${what}_records_total`, { stage: name }) ?? 0;
  const refused = (name: string): number =>
    metrics.samples
      .filter(
        (each) => each.name === 'quancheng_stage_refused_records_total' && each.labels['stage'] === name,
      )
      .reduce((sum, { value }) => sum + value, 0);

  before(async () => {
    world = await openGatewayWorld();
    const { address } = world.gateway;
    const records = `${address}/v1/records`;
    const { header, members } = newBatch('batch', 20);
    await post(`${address}/v1/batches`, joinLines(header, ...members), NDJSON_TYPE);
    await post(`${address}/v1/batches`, joinLines(header, ...members), NDJSON_TYPE);
    await post(`${address}/v1/batches`, joinLines(newBatch('short', 3).header, ...members), NDJSON_TYPE);
    await post(records, bytesOf(signedDocument('single')));
    await post(records, bytesOf(signedDocument('elsewhere', { audience: 'f'.repeat(32) })));
    const forged = signedDocument('forged');
    const [signature] = forged.signatures;
    const others = signedDocument('other').signatures[0]!.sig;
    await post(records, bytesOf({ ...forged, signatures: [{ ...signature!, sig: others }] }));
    await getUntil(`${records}/${AGENCY}/single/package`, 200);
    metrics = await until(
      () => readMetrics(address),
      (now) =>
        now.value('quancheng_log_anchor_lag_records') === 0 &&
        (now.value('quancheng_ledger_transactions_total', { task: 'ticks' }) ?? 0) > 0,
    );
  });
  after(() => world.close());

  it('count every stage’s records in, out and refused by code', () => {
    expect([stage('validate', 'entered'), stage('validate', 'left')]).to.deep.equal([3, 2]);
    expect([stage('digest', 'entered'), stage('digest', 'left')]).to.deep.equal([43, 40]);
    expect([stage('verify', 'entered'), stage('verify', 'left')]).to.deep.equal([45, 44]);
    expect(stage('sequence', 'left'), 'a repetition passes').to.equal(41);
    expect(stage('promise', 'left'), 'and is promised again').to.equal(41);
    for (const name of ['write', 'index', 'integrate', 'checkpoint', 'anchor'])
      expect(stage(name, 'left'), name).to.equal(21);
    const code = (name: string, of: string) =>
      metrics.value('quancheng_stage_refused_records_total', { stage: name, code: of });
    expect(code('validate', 'AUDIENCE_MISMATCH')).to.equal(1);
    expect(code('verify', 'SIGNATURE_INVALID')).to.equal(1);
    expect(code('digest', 'BATCH_MEMBER_MISPLACED') ?? code('digest', 'BATCH_SIZE_MISMATCH')).to.equal(3);
  });

  it('say of each stage what waits there, and how long its work took', () => {
    const waiting = metrics.samples.filter(({ name }) => name === 'quancheng_stage_waiting_records');
    expect(waiting).to.have.length(10);
    for (const { labels, value } of waiting) {
      const name = labels['stage']!;
      expect(value, name).to.equal(stage(name, 'entered') - stage(name, 'left') - refused(name));
      expect(value, name).to.equal(0);
      const count = metrics.value('quancheng_stage_duration_seconds_count', { stage: name });
      expect(count, name).to.be.greaterThan(0);
    }
  });

  it('say how far the log is, what it holds, and how the process does', () => {
    for (const what of ['size', 'integrated_size', 'published_size', 'anchored_size'])
      expect(metrics.value(`quancheng_log_${what}`), what).to.equal(21);
    expect(metrics.value('quancheng_log_held_bytes')).to.equal(0);
    expect(metrics.value('quancheng_batches_held_bytes')).to.equal(0);
    expect(metrics.value('quancheng_log_anchor_lag_seconds')).to.equal(0);
    expect(metrics.value('quancheng_write_sync_duration_seconds_count')).to.be.greaterThan(0);
    expect(metrics.value('quancheng_write_group_submissions_sum')).to.equal(2);
    expect(metrics.value('process_resident_memory_bytes')).to.be.greaterThan(1e6);
    expect(metrics.value('nodejs_eventloop_lag_p99_seconds')).to.be.greaterThan(0);
  });

  it('say what anchors and ticks take on the ledger, and so do health and the command line', async () => {
    for (const task of ['anchoring', 'ticks']) {
      const of = (what: string) => metrics.value(`quancheng_ledger_${what}`, { task }) ?? 0;
      expect(of('transactions_total'), task).to.be.greaterThan(0);
      expect(of('bytes_total') / of('transactions_total'), task).to.be.within(1_000, 100_000);
      // Of less than a minute so far.
      expect(of('bytes_per_day'), task).to.be.closeTo(1_440 * of('bytes_total'), of('bytes_per_day') / 2);
    }
    const health = (await get(`${world.gateway.address}/v1/health`)).json;
    expect(at(health, 'anchoring', 'bytesPerDay'))
      .to.be.a('number')
      .greaterThan(1e6);
    expect(at(health, 'ledger', 'bytesPerDay'))
      .to.be.a('number')
      .greaterThan(1e6);
    expect(at(health, 'anchoring', 'lag')).to.equal(0);
    const home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    const status = await home.run('gateway', 'status');
    await home.remove();
    expect(status)
      .to.match(/21 entries/)
      .and.to.match(/ledger bytes a day \S+: [1-9]\d*\.\d MiB/);
  });

  it('follow Prometheus’ conventions', () => {
    const types = new Map(
      [...metrics.text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!]),
    );
    const helps = new Set([...metrics.text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name));
    for (const [name, type] of types) {
      expect(helps, name).to.include(name);
      if (!name.startsWith('quancheng_')) continue;
      expect(name.endsWith('_total'), `${name} ${type}`).to.equal(type === 'counter');
      expect(name).to.not.match(/_(ms|milliseconds|kb|mb|percent)(_|$)/);
    }
    for (const { name } of metrics.samples) {
      const family = name.replace(/_(bucket|sum|count)$/, '');
      expect(
        types.has(name) || types.get(family) === 'histogram' || types.get(family) === 'summary',
        name,
      ).to.equal(true);
    }
  });

  it('are read by Prometheus’ own tools', async function () {
    const promtool = findProgram('promtool');
    const python = findProgram('python3');
    const hasParser =
      python !== null &&
      (await run(python, ['-c', 'import prometheus_client']).then(
        () => true,
        () => false,
      ));
    if (promtool !== null) await judge(promtool, ['check', 'metrics'], metrics.text);
    else if (hasParser) await judge(python, ['-c', PARSER], metrics.text);
    else {
      console.log('      skipped: neither promtool nor python3 with prometheus_client is here');
      this.skip();
    }
  });
});

/** Fails on a sample without a family, on a family told twice, and on a histogram whose buckets do not add up. */
const PARSER = `
import sys
from prometheus_client.parser import text_string_to_metric_families
seen = set()
for family in text_string_to_metric_families(sys.stdin.read()):
    assert family.name not in seen, family.name
    assert family.documentation and family.type != 'unknown', family
    seen.add(family.name)
    if family.type != 'histogram': continue
    last = {}
    for sample in family.samples:
        key = tuple(sorted((k, v) for k, v in sample.labels.items() if k != 'le'))
        if sample.name.endswith('_bucket'):
            assert sample.value >= last.get(key, 0), sample
            last[key] = sample.value
        if sample.name.endswith('_count'): assert sample.value == last[key], sample
assert len(seen) > 20, seen
`;

/** Gives the program this text on its standard input; its complaint is the failure. */
async function judge(program: string, parameters: readonly string[], text: string): Promise<void> {
  const judged = run(program, parameters);
  judged.child.stdin?.end(text);
  await judged;
}
