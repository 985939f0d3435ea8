import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { newClient, type RecordEvent } from '@quancheng/sdk';
import { expectCode } from './support/expect-code.js';

const backOff = { attempts: 3, first: 1, longest: 2 };

/** A gateway that answers /v1/events as the test says, one function for each connection. */
async function withServer(
  answers: readonly ((response: ServerResponse, request: IncomingMessage) => void)[],
  run: (gateway: string, requests: readonly IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1]?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const open = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });
const text = (id: string, end = '\n'): string => {
  const data = { id, type: 'quancheng.consent.offer', subject: 'consent/bank/c1', time: 't', data: { id } };
  return [`id: ${id}`, 'event: quancheng.consent.offer', `data: ${JSON.stringify(data)}`, '', ''].join(end);
};

async function take(count: number, events: AsyncIterable<RecordEvent>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of events) {
    ids.push(id);
    if (ids.length === count) break;
  }
  return ids;
}

describe('events as the SDK follows them', function () {
  this.timeout(20_000);

  it('reads events however they are cut, with comments and any line end', async () => {
    const whole = `: here\n\n${text('1.0.0')}${text('1.0.1', '\r\n')}\n${text('1.0.2')}`;
    await withServer(
      [
        (response) => {
          open(response);
          for (const character of whole) response.write(character);
        },
      ],
      async (gateway) => {
        const events = newClient({ gateway, backOff }).records.events();
        expect(await take(3, events)).to.deep.equal(['1.0.0', '1.0.1', '1.0.2']);
      },
    );
  });

  it('goes on behind the last event after a cut, a failure and an end, and takes half an event for none', async () => {
    await withServer(
      [
        (response) =>
          open(response).write(text('1.0.0') + text('2.0.0').slice(0, 60), () => response.destroy()),
        (response) => response.writeHead(503).end(),
        (response) => open(response).end(text('2.0.0')),
        (response) => open(response).write(text('3.0.0')),
      ],
      async (gateway, requests) => {
        const events = newClient({ gateway, backOff }).records.events({ kind: 'consent', after: '0.0.9' });
        expect(await take(3, events)).to.deep.equal(['1.0.0', '2.0.0', '3.0.0']);
        expect(requests.map(({ headers }) => headers['last-event-id'])).to.deep.equal([
          '0.0.9',
          '1.0.0',
          '1.0.0',
          '2.0.0',
        ]);
        expect(requests[0]?.url).to.equal('/v1/events?kind=consent');
      },
    );
  });

  it('ends with what cannot get better', async () => {
    const problem = JSON.stringify({ code: 'KEY_REVOKED', detail: 'x' });
    await withServer([(response) => response.writeHead(401).end(problem)], async (gateway, requests) => {
      await expectCode('KEY_REVOKED', () => take(1, newClient({ gateway, backOff }).records.events()));
      expect(requests).to.have.length(1);
    });
    const garbage = 'id: 1.0.0\ndata: {"id":"2.0.0"}\n\n';
    await withServer([(response) => open(response).write(garbage)], async (gateway) => {
      await expectCode('GATEWAY_RESPONSE_INVALID', () =>
        take(1, newClient({ gateway, backOff }).records.events()),
      );
    });
    await expectCode('GATEWAY_UNREACHABLE', () =>
      take(1, newClient({ gateway: 'http://127.0.0.1:9', backOff }).records.events()),
    );
  });

  it('ends when its signal says so, and lets the connection go', async () => {
    let closed = (): void => undefined;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    await withServer(
      [
        (response) => {
          response.on('close', closed);
          open(response).write(text('1.0.0'));
        },
      ],
      async (gateway) => {
        const stop = new AbortController();
        const seen: string[] = [];
        for await (const { id } of newClient({ gateway, backOff }).records.events({ signal: stop.signal })) {
          seen.push(id);
          stop.abort();
        }
        await isClosed;
        expect(seen).to.deep.equal(['1.0.0']);
      },
    );
  });
});
