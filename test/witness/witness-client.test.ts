import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { newWitnessClient } from '@quancheng/gateway';
import {
  formatNote,
  isQuanchengError,
  newCosigner,
  parseNote,
  signNote,
  type NoteSigner,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { SignedLog } from './support/signed-log.js';
import { witnessKey, witnessName, witnessSigner } from './support/witness-world.js';

const log = new SignedLog(testSigner('log')).grow(3);
const now = () => Math.floor(Date.now() / 1_000);

/** A witness that answers as it is told to: what ours would never answer. */
describe('client of a witness that misbehaves', () => {
  let server: Server;
  let answer: { status: number; body: string; type?: string; location?: string };

  before(async () => {
    server = createServer((_request, response) => {
      const { status, body, type = 'text/plain', location } = answer;
      response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) });
      response.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  const linesOf = (cosigner: NoteSigner, text = log.text(3)) => {
    const note = formatNote(signNote(text, [cosigner]));
    return note.slice(text.length + 1);
  };
  const ours = (time = now()) => newCosigner(witnessName(0), witnessSigner(0), time);
  const ask = async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = newWitnessClient({ verifierKey: witnessKey(0), url });
    const request = { oldSize: 0, proof: [], checkpoint: log.note(3) };
    return client.addCheckpoint(request, new AbortController().signal).catch((error: unknown) => {
      if (isQuanchengError(error)) return error.code;
      throw error;
    });
  };

  it('takes its cosignature out of others’ lines', async () => {
    const other = newCosigner('other.example', testSigner('other'), now());
    answer = { status: 200, body: linesOf(other) + linesOf(ours()) };
    const taken = await ask();
    expect(taken).to.deep.include({ kind: 'cosigned' });
    const { signatures } = parseNote(`\n\n${linesOf(ours())}`);
    expect(taken).to.have.nested.property('signature.name', signatures[0]!.name);
  });

  it('takes the size of a conflict', async () => {
    answer = { status: 409, body: '7\n', type: 'text/x.tlog.size' };
    expect(await ask()).to.deep.equal({ kind: 'conflict', size: 7 });
  });

  const refused: Readonly<Record<string, () => typeof answer>> = {
    'a cosignature of another checkpoint': () => ({ status: 200, body: linesOf(ours(), log.text(2)) }),
    'a cosignature of another key': () => ({
      status: 200,
      body: linesOf(newCosigner(witnessName(0), testSigner('x'), now())),
    }),
    'a time that is far off': () => ({ status: 200, body: linesOf(ours(now() + 7_200)) }),
    'a time beyond all calendars': () => ({ status: 200, body: linesOf(ours(2 ** 52)) }),
    nothing: () => ({ status: 200, body: '' }),
    'what is no line': () => ({ status: 200, body: 'hello\n' }),
    'a conflict without a size': () => ({ status: 409, body: '7\n' }),
    'a conflict with half a size': () => ({ status: 409, body: '07\n', type: 'text/x.tlog.size' }),
    'a failure': () => ({ status: 500, body: 'oops' }),
    'more than a checkpoint needs': () => ({ status: 200, body: 'x'.repeat(100_000) }),
  };
  for (const [about, make] of Object.entries(refused)) {
    it(`refuses ${about}`, async () => {
      answer = make();
      expect(await ask()).to.equal('WITNESS_REFUSED');
    });
  }

  it('does not follow it elsewhere', async () => {
    answer = { status: 302, body: '', location: 'http://127.0.0.1:1/' };
    expect(await ask()).to.equal('WITNESS_UNREACHABLE');
  });
});
