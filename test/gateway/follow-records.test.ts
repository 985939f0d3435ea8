import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  followRecords,
  newSettledTime,
  openLevelProjection,
  type Projection,
  type FoldedEvent,
  type TaskReport,
} from '@quancheng/gateway';
import type { EventOptions, LedgerEvent } from '@quancheng/ledger';
import { canonicalize, type JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { until } from './support/http.js';

const BLOCKS = 30;
const PER_BLOCK = 4;
const timeOf = (block: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, block)).toISOString();

/** In every block transactions with two records each, and a tick. */
const chain: readonly LedgerEvent[] = Array.from({ length: BLOCKS }, (_, index) => {
  const block = index + 1;
  const transactions = Array.from({ length: PER_BLOCK / 2 }, (_each, place) => {
    const names = [0, 1].map((number) => `r/${block}-${place}-${number}`);
    const records = names.map((name) => [`calendar/${name}`, 1]);
    const payload = [{ action: 'calendar.define', records }];
    const writes = names.map(
      (name) => [`calendar/${name}`, canonicalize({ id: name, version: 1, status: 'in-force' })] as const,
    );
    return { ...newEvent('commands', block, payload), writes: new Map(writes) };
  });
  return [...transactions, newEvent('ticked', block, { number: block, time: timeOf(block) })];
}).flat();

function newEvent(name: string, block: number, payload: JsonValue): LedgerEvent {
  return { name, blockNumber: BigInt(block), transactionId: `t${block}`, payload: canonicalize(payload) };
}

/** The chain from a block on, then silence until the signal: as a ledger's client gives it. */
async function* replay({ fromBlock = 0n, signal }: EventOptions = {}): AsyncGenerator<LedgerEvent> {
  for (const event of chain) if (event.blockNumber >= fromBlock) yield event;
  if (signal?.aborted !== true)
    await new Promise((end) => signal?.addEventListener('abort', end, { once: true }));
}

describe('following the ledger’s records', () => {
  let directory: string;
  let projection: Projection;
  let end: AbortController;
  let report: TaskReport['state'];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-follow-'));
    projection = await openLevelProjection(directory, 'ledger');
    end = new AbortController();
    report = 'waiting';
  });
  afterEach(async () => {
    end.abort();
    await projection.close();
    await rm(directory, { recursive: true });
  });

  const follow = (apply: Projection['apply'] = (events) => projection.apply(events)) => {
    const settled = newSettledTime();
    const running = followRecords(
      {
        ledger: { events: replay },
        projection: { position: () => projection.position(), apply },
        settled,
        onFolded: () => undefined,
        monitor: {
          report: { state: 'waiting', since: '' },
          succeeded() {
            report = 'ok';
          },
          failed() {
            report = 'failing';
            return false;
          },
        },
        logger: { error: () => undefined },
      },
      end.signal,
    );
    return { running, settled };
  };

  const names = async (): Promise<string[]> =>
    (await projection.events(undefined, 1_000)).map(({ name }) => name);
  const all = chain
    .filter(({ name }) => name === 'commands')
    .flatMap(({ blockNumber }, index) =>
      [0, 1].map((number) => `r/${blockNumber}-${index % (PER_BLOCK / 2)}-${number}`),
    );
  const folded = (): Promise<unknown> =>
    until(
      () => projection.position(),
      (position) => position?.block === BLOCKS && position.number === PER_BLOCK,
    );

  it('folds all of them, and ends with its signal though the ledger is silent', async () => {
    const { running } = follow();
    await folded();
    expect(report).to.equal('ok');
    end.abort();
    await running;
    expect(await names()).to.deep.equal(all);
  });

  it('says what cannot be folded, and goes on from there without gap or doubling', async () => {
    let failures = 0;
    const seen: FoldedEvent[][] = [];
    const { running } = follow(async (events) => {
      if (failures === 0 && events.length > 0) {
        failures += 1;
        // Only a part came to be before the disk was full; a step is all or nothing.
        await projection.apply(events.slice(0, 5));
        throw new Error('the disk is full');
      }
      seen.push([...events]);
      await projection.apply(events);
    });
    await until(
      () => report,
      (state) => state === 'failing',
    );
    await folded();
    expect(report).to.equal('ok');
    end.abort();
    await running;
    expect(failures).to.equal(1);
    expect(await names()).to.deep.equal(all);
  });

  it('knows which moments are settled: those before the last tick but one', async () => {
    const { running, settled } = follow();
    await folded();
    await until(() => settled.covers(timeOf(BLOCKS - 2)), Boolean);
    expect(settled.covers(timeOf(BLOCKS - 1))).to.equal(false);
    end.abort();
    await running;
  });
});
