import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  buildApp,
  newGatewayMeters,
  type GatewayDependencies,
  type Projection,
  type RecordEvent,
} from '@quancheng/gateway';
import { expect } from 'chai';
import { LOG_ORIGIN, logNoteSigner } from './support/gateway-world.js';
import { until } from './support/http.js';

/** A projection that never comes to an end. */
function newEndlessProjection() {
  let pages = 0;
  const events: Projection['events'] = (after, limit) => {
    pages += 1;
    const block = (after?.block ?? 0) + 1;
    return Promise.resolve(Array.from({ length: limit }, (_, index) => eventAt(block, index + 1)));
  };
  return { pages: () => pages, projection: { events, find: () => Promise.resolve(undefined) } };
}

function eventAt(block: number, number: number): RecordEvent {
  const value = {
    id: 'r/days',
    version: 1,
    status: 'in-force',
    at: { tick: 1, time: '2026-01-01T00:00:00.000Z' },
  };
  return {
    position: { block, number },
    transaction: 't',
    action: 'calendar.define',
    kind: 'calendar',
    name: 'r/days',
    value,
  };
}

describe('a slow reader of events', function () {
  this.timeout(60_000);

  it('is waited for: nothing is gathered for it', async () => {
    const { pages, projection } = newEndlessProjection();
    const stopping = new AbortController();
    // Only what this route works with: a ledger has an end.
    const dependencies = {
      projection,
      identifyReader: () => Promise.resolve(undefined),
      folded: { count: () => 0 },
      audience: 'ledger',
      stopping: stopping.signal,
      signer: { origin: LOG_ORIGIN, note: logNoteSigner },
      tasks: { witnesses: () => [] },
      meters: newGatewayMeters(),
    } as unknown as GatewayDependencies;
    const app = await buildApp(dependencies);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const answer = await openUnread(`${address}/v1/events`);
    // What both sides' sockets take in is some megabytes, of 200 events of a few hundred bytes a page.
    let before = -1;
    await until(
      async () => {
        before = pages();
        await sleep(300);
        return pages();
      },
      (now) => now === before,
      (now) => `still reading after ${now} pages`,
    );
    expect(before).to.be.within(1, 500);
    answer.resume();
    await until(pages, (now) => now > before + 10);
    stopping.abort();
    await new Promise((resolve) => answer.once('end', resolve));
    await app.close();
  });
});

/** An answer of which nothing is read yet. */
function openUnread(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(url, (answer) => {
      answer.pause();
      resolve(answer);
    });
    asked.on('error', reject);
    asked.end();
  });
}
