import {
  canonicalize,
  errorRegistry,
  decodeBase64,
  formatCanonical,
  newSigner,
  payloadTypes,
  signEnvelope,
  type Envelope,
  type ErrorCode,
  type JsonObject,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { newCommand, OTHER_LEDGER, seal } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';
import { AGENCY, operator } from '../chaincode/support/test-world.js';
import { depositor, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, linesOf, NDJSON_TYPE, post, textAt } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bytesOf, documentStatement, joinLines, newBatch, signedDocument } from './support/records.js';

const stranger = { ...depositor, signer: newSigner('ed25519', Buffer.alloc(32, 9)) };
const signers = [depositor.signer];

/** Bytes that POST /v1/records must refuse, by what is wrong with them and the code. */
const refused: readonly (readonly [what: string, code: ErrorCode, bytes: () => Uint8Array])[] = [
  ['nothing', 'JSON_MALFORMED', () => Buffer.alloc(0)],
  ['no JSON', 'JSON_MALFORMED', () => Buffer.from('{"payload":')],
  ['no UTF-8', 'JSON_MALFORMED', () => Buffer.from([0x22, 0xff, 0x22])],
  [
    'a byte order mark',
    'JSON_MALFORMED',
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(signedDocument('a'))]),
  ],
  ['white space', 'JSON_NOT_CANONICAL', () => Buffer.from(`${bytesOf(signedDocument('a')).toString()} `)],
  [
    'a duplicate name in the envelope',
    'JSON_NOT_CANONICAL',
    () => duplicateName(bytesOf(signedDocument('a')), 'payloadType'),
  ],
  ['members in another order', 'JSON_NOT_CANONICAL', () => reversed(signedDocument('a'))],
  [
    'an unlisted member of the envelope',
    'ENVELOPE_MALFORMED',
    () => canonicalize({ ...json(signedDocument('a')), more: 1 }),
  ],
  [
    'no signature',
    'ENVELOPE_MALFORMED',
    () => canonicalize({ ...json(signedDocument('a')), signatures: [] }),
  ],
  [
    'another payload type',
    'ENVELOPE_MALFORMED',
    () => bytesOf(signEnvelope(payloadTypes.promise, canonicalize(documentStatement('a')), signers)),
  ],
  [
    'a duplicate name in the statement',
    'JSON_NOT_CANONICAL',
    () => sealBytes(duplicateName(canonicalize(documentStatement('a')), 'title')),
  ],
  ['a float in the statement', 'NUMBER_NOT_INTEGER', () => sealBytes(withSize('12.5'))],
  ['an integer written as a float', 'JSON_NOT_CANONICAL', () => sealBytes(withSize('12.0'))],
  ['a number beyond 2^53', 'NUMBER_NOT_INTEGER', () => sealBytes(withSize('9007199254740993'))],
  [
    'an unlisted member of the statement',
    'STATEMENT_INVALID',
    () => bytesOf(signedDocument('a', { more: 'x' })),
  ],
  [
    'a bad time',
    'STATEMENT_INVALID',
    () => bytesOf(signedDocument('a', { issued: '2026-02-30T00:00:00.000Z' })),
  ],
  ['a batch member’s id', 'STATEMENT_INVALID', () => bytesOf(signedDocument('a.0'))],
  ['core data', 'LEVEL_REFUSED', () => bytesOf(signedDocument('a', { level: 'core' }))],
  ['a batch', 'STATEMENT_KIND_REFUSED', () => newBatch('a', 2).header],
  ['a command', 'STATEMENT_KIND_REFUSED', () => bytesOf(command())],
  ['another ledger', 'AUDIENCE_MISMATCH', () => bytesOf(signedDocument('a', { audience: OTHER_LEDGER }))],
  [
    'a time in the future',
    'ISSUED_IN_FUTURE',
    () => bytesOf(signedDocument('a', { issued: timeIn(16 * 60_000) })),
  ],
  ['an unknown key', 'KEY_UNKNOWN', () => bytesOf(signedDocument('a', {}, [stranger]))],
  [
    'an unknown participant',
    'KEY_UNKNOWN',
    () => bytesOf(signedDocument('a', {}, [{ ...depositor, participant: 'nobody' }])),
  ],
  [
    'a key of another participant',
    'KEY_UNKNOWN',
    () => bytesOf(signedDocument('a', {}, [{ ...depositor, signer: operator.signer }])),
  ],
  [
    'a participant that may not deposit',
    'ROLE_MISSING',
    () => bytesOf(signedDocument('a', {}, [{ ...operator, role: 'depositor' }])),
  ],
  [
    'another role',
    'STATEMENT_INVALID',
    () => bytesOf(signedDocument('a', {}, [{ ...depositor, role: 'registrar' }])),
  ],
  [
    'a signature by another key',
    'SIGNER_SET_MISMATCH',
    () => bytesOf(seal(documentStatement('a'), [stranger.signer])),
  ],
  [
    'one signature too many',
    'SIGNER_SET_MISMATCH',
    () => bytesOf(seal(documentStatement('a'), [depositor.signer, stranger.signer])),
  ],
  [
    'one signature too few',
    'SIGNER_SET_MISMATCH',
    () =>
      bytesOf(seal(documentStatement('a', {}, [depositor, { ...registrar, role: 'depositor' }]), signers)),
  ],
  ['a signature of something else', 'SIGNATURE_INVALID', () => otherSignature()],
];

describe('refused records', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let address: string;

  before(async () => {
    world = await openGatewayWorld();
    address = `${world.gateway.address}/v1/records`;
  });
  after(() => world.close());

  for (const [what, code, bytes] of refused) {
    it(`answers ${code} for ${what}`, async () => {
      const answer = await post(address, bytes());
      expect(answer.json['code'], answer.text).to.equal(code);
      expect(answer.status).to.equal(errorRegistry[code].status);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(answer.json).to.have.all.keys(
        'type',
        'title',
        'status',
        'detail',
        'code',
        'retryable',
        'action',
      );
    });
  }

  it('answers the same codes for the lines of a stream', async () => {
    const lines = refused.map(([, , bytes]) => bytes());
    const answers = linesOf(await post(address, joinLines(...lines), NDJSON_TYPE));
    expect(answers.map(({ line, code }) => [line, code])).to.deep.equal(
      refused.map(([, code], index) => [index + 1, code]),
    );
  });

  it('took none of them', async () => {
    expect((await get(`${world.gateway.address}/v1/health`)).json).to.have.nested.property('log.size', 0);
  });

  it('answers 413 for a body of 10 MB, and for a line of it, and goes on', async () => {
    const huge = Buffer.alloc(10_000_000, 0x20);
    const answer = await post(address, huge);
    expect(answer.json).to.include({ code: 'BODY_TOO_LARGE', status: 413 });
    const lines = joinLines(huge, bytesOf(signedDocument('after-huge')));
    const answers = linesOf(await post(address, lines, NDJSON_TYPE));
    expect(answers[0]).to.include({ line: 1, code: 'BODY_TOO_LARGE', status: 413 });
    expect(answers[1]).to.include({ line: 2, status: 201, id: 'after-huge' });
  });

  it('answers 415 for other content types, and for none', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/jsonx']) {
      expect((await post(address, '{}', type)).json).to.include({
        code: 'MEDIA_TYPE_UNSUPPORTED',
        status: 415,
      });
    }
    const none = await fetch(address, { method: 'POST' });
    expect(await none.json()).to.include({ code: 'MEDIA_TYPE_UNSUPPORTED', status: 415 });
    expect((await post(`${world.gateway.address}/v1/batches`, '{}')).json).to.include({
      code: 'MEDIA_TYPE_UNSUPPORTED',
    });
  });

  it('answers 405 with the methods that there are', async () => {
    const answer = await fetch(address, {
      method: 'PUT',
      body: 'x'.repeat(10),
      headers: { 'content-type': 'text/plain' },
    });
    expect(await answer.json()).to.include({ code: 'METHOD_NOT_ALLOWED', status: 405 });
    expect(answer.headers.get('allow')).to.equal('POST');
  });

  it('says it in Chinese to who prefers it', async () => {
    const answer = await post(address, '', 'application/json', { 'accept-language': 'zh-CN,en;q=0.5' });
    expect(answer.json['title']).to.match(/字节不是/);
    expect(answer.json['code']).to.equal('JSON_MALFORMED');
  });
});

describe('the same record again', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let address: string;

  before(async () => {
    world = await openGatewayWorld();
    address = `${world.gateway.address}/v1/records`;
  });
  after(() => world.close());

  it('is answered with the first promise', async () => {
    const bytes = bytesOf(signedDocument('again'));
    const first = await post(address, bytes);
    const second = await post(address, bytes);
    expect([first.status, second.status]).to.deep.equal([201, 200]);
    expect(second.text).to.equal(first.text);
  });

  it('under one id with another body is refused, and the first stays', async () => {
    await post(address, bytesOf(signedDocument('taken', { title: '甲' })));
    const other = await post(address, bytesOf(signedDocument('taken', { title: '乙' })));
    expect(other.json).to.include({ code: 'IDEMPOTENCY_CONFLICT', status: 422 });
    const batch = newBatch('taken', 2);
    const asBatch = await post(
      `${world.gateway.address}/v1/batches`,
      joinLines(batch.header, ...batch.members),
      NDJSON_TYPE,
    );
    expect(asBatch.json).to.include({ code: 'IDEMPOTENCY_CONFLICT' });
    const stored = (await get(`${address}/${AGENCY}/taken`)).json;
    const payload = decodeBase64(textAt(stored, 'record', 'envelope', 'payload'));
    expect(Buffer.from(payload).toString()).to.contain('"title":"甲"');
  });

  it('many times at once is one record', async () => {
    const bytes = bytesOf(signedDocument('crowd'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(address, bytes)));
    expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
  });
});

function json(envelope: Envelope): JsonObject {
  return JSON.parse(bytesOf(envelope).toString()) as JsonObject;
}

function reversed(envelope: Envelope): Buffer {
  return Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(json(envelope)).reverse())));
}

/** Signs bytes that need not be canonical. */
function sealBytes(payload: Uint8Array): Buffer {
  return bytesOf(signEnvelope(payloadTypes.statement, payload, signers));
}

/** The same object with one member given twice. */
function duplicateName(bytes: Uint8Array, name: string): Buffer {
  return Buffer.from(Buffer.from(bytes).toString().replace(`"${name}":`, `"${name}":"x","${name}":`));
}

function withSize(number: string): Buffer {
  return Buffer.from(formatCanonical(documentStatement('a')).replace(/"size":\d+/, `"size":${number}`));
}

function command(): Envelope {
  return newCommand({
    action: 'participant.register',
    target: 'x',
    expectedVersion: 0,
    body: {},
    parties: [registrar],
  });
}

function otherSignature(): Uint8Array {
  const { signatures } = signedDocument('b');
  return bytesOf({ ...signedDocument('a'), signatures });
}
