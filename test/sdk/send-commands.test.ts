import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Envelope } from '@quancheng/protocol';
import { newAsyncSigner, newClient, newRecordCommand, signStatement } from '@quancheng/sdk';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectCode } from './support/expect-code.js';

const backOff = { attempts: 3, first: 1, longest: 2 };
const result = { version: 2, at: { tick: 7, time: '2026-11-23T08:00:00.000Z' } };

async function newEnvelope(): Promise<Envelope> {
  const signer = newAsyncSigner(testSigner('sender'));
  const signers = [{ key: signer.publicKey.keyId, participant: 'bank', role: 'participant' as const }];
  const context = { ledger: '0123456789abcdef0123456789abcdef', signers, issued: '2026-11-23T08:00:00.000Z' };
  const order = { action: 'consent.pause', target: 'bank/c1', expectedVersion: 1, body: {} } as const;
  return signStatement(newRecordCommand(context, order), [signer]);
}

/** Sends a command to a gateway that answers as the test says; gives the bodies that it got. */
async function send(answers: readonly ((response: ServerResponse) => void)[]) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      bodies.push(body);
      answers[Math.min(bodies.length, answers.length) - 1]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return { bodies, receipt: await newClient({ gateway, backOff }).commands.send(await newEnvelope()) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const problem = (status: number, code: string) => (response: ServerResponse) =>
  response.writeHead(status).end(JSON.stringify({ code, detail: 'x' }));
const outcome = (members: object) => (response: ServerResponse) =>
  response.end(
    JSON.stringify({ transaction: 't', outcomes: [{ id: 'i', participant: 'bank', ...members }] }),
  );

describe('sending a command', () => {
  it('settles an unknown outcome and a lost answer by the same bytes, and tells of the first result', async () => {
    const { bodies, receipt } = await send([
      problem(504, 'OUTCOME_UNKNOWN'),
      (response) => response.destroy(),
      outcome({ outcome: 'repeated', result }),
    ]);
    expect(new Set(bodies).size).to.equal(1);
    expect(bodies).to.have.length(3);
    expect(receipt).to.deep.equal({ ...result, outcome: 'repeated' });
  });

  it('never guesses: what stays unknown is said to be unknown', async () => {
    await expectCode('OUTCOME_UNKNOWN', () => send([problem(504, 'OUTCOME_UNKNOWN')]));
  });

  it('gives the ledger’s refusal by its code, and a denial with the receipt', async () => {
    const refusal = { outcome: 'refused', code: 'TRANSITION_INVALID', message: 'x' };
    await expectCode('TRANSITION_INVALID', () => send([outcome(refusal)]));
    const denied = { ...result, denied: 'CONSENT_WITHDRAWN' };
    const { receipt } = await send([outcome({ outcome: 'done', result: denied })]);
    expect(receipt).to.deep.equal({ ...denied, outcome: 'done' });
  });

  it('believes no receipt of another form', async () => {
    await expectCode('GATEWAY_RESPONSE_INVALID', () => send([outcome({ outcome: 'done' })]));
    const half = { outcome: 'done', result: { version: 2 } };
    await expectCode('GATEWAY_RESPONSE_INVALID', () => send([outcome(half)]));
  });
});
