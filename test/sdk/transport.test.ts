import { expect } from 'chai';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newClient } from '@quancheng/sdk';
import { expectCode } from './support/expect-code.js';

const quick = { attempts: 4, first: 1, longest: 2 };

/** A server that answers as a gateway might; the real gateway is under test elsewhere. */
async function withServer(listener: RequestListener, run: (gateway: string) => Promise<void>): Promise<void> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function problem(code: string, status: number): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ status, code, detail: `[${code}] because` }));
  };
}

describe('client against a gateway in trouble', () => {
  it('repeats what is retryable, and gives the answer that comes at last', async () => {
    let asked = 0;
    const listener: RequestListener = (request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else if (asked === 2) problem('GATEWAY_STOPPING', 503)(request, response);
      else if (asked === 3) response.writeHead(502).end('<html>');
      else response.end('{"trust":"root"}');
    };
    await withServer(listener, async (gateway) => {
      const retried: unknown[] = [];
      const onRetry = (error: unknown) => retried.push(error);
      const bytes = await newClient({ gateway, backOff: quick, onRetry }).trustRoot();
      expect(retried).to.have.length(3);
      expect(Buffer.from(bytes).toString()).to.equal('{"trust":"root"}');
      expect(asked).to.equal(4);
    });
  });

  it('gives the gateway’s code once, and doesn’t repeat what cannot succeed', async () => {
    let asked = 0;
    const listener: RequestListener = (request, response) => {
      asked += 1;
      problem('PARTICIPANT_UNKNOWN', 404)(request, response);
    };
    await withServer(listener, async (gateway) => {
      const client = newClient({ gateway, backOff: quick });
      const error = await expectCode('PARTICIPANT_UNKNOWN', () => client.participant('x'));
      expect(error.message).to.equal('[PARTICIPANT_UNKNOWN] because');
      expect(asked).to.equal(1);
    });
  });

  it('gives up on a gateway that stays away', async () => {
    await expectCode('GATEWAY_UNREACHABLE', () =>
      newClient({ gateway: 'http://127.0.0.1:9', backOff: quick }).trustRoot(),
    );
  });

  it('waits for the anchor, but not for ever', async () => {
    await withServer(problem('NOT_YET_ANCHORED', 409), async (gateway) => {
      const client = newClient({ gateway, backOff: quick });
      await expectCode('ANCHOR_TIMEOUT', () => client.recordPackage({ participant: 'p', id: 'r' }, 300));
    });
  });

  it('believes no answer of another form', async () => {
    const answers = ['', 'null', '[]', '{}', '{"ledger":1}', 'not JSON'];
    for (const answer of answers) {
      await withServer(
        (_request, response) => void response.end(answer),
        async (gateway) => {
          await expectCode('GATEWAY_RESPONSE_INVALID', () => newClient({ gateway, backOff: quick }).ledger());
        },
      );
    }
    await withServer(problem('NO_SUCH_CODE', 418), async (gateway) => {
      await expectCode('GATEWAY_RESPONSE_INVALID', () => newClient({ gateway, backOff: quick }).ledger());
    });
  });

  it('follows no redirection', async () => {
    await withServer(
      (_request, response) => void response.writeHead(302, { location: '/v1/other' }).end(),
      async (gateway) => {
        await expectCode('GATEWAY_UNREACHABLE', () => newClient({ gateway, backOff: quick }).trustRoot());
      },
    );
  });

  it('needs a URL', () => {
    expect(() => newClient({ gateway: 'localhost' })).to.throw('[OPTION_INVALID]');
    expect(() => newClient({ gateway: 'file:///etc' })).to.throw('[OPTION_INVALID]');
  });
});
