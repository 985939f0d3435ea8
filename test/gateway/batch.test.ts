import { canonicalize, type ErrorCode, errorRegistry } from '@quancheng/protocol';
import { expect } from 'chai';
import { OTHER_LEDGER, seal } from '../chaincode/support/statements.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { depositor, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { openDuplex } from './support/duplex.js';
import { get, getUntil, NDJSON_TYPE, post, until } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import {
  batchHeader,
  bytesOf,
  documentStatement,
  joinLines,
  newBatch,
  signedDocument,
} from './support/records.js';

const refused: readonly (readonly [what: string, code: ErrorCode, body: () => Uint8Array])[] = [
  ['an empty body', 'REQUEST_INTERRUPTED', () => Buffer.alloc(0)],
  ['a header alone', 'BATCH_SIZE_MISMATCH', () => joinLines(newBatch('r', 2).header)],
  ['a member too few', 'BATCH_SIZE_MISMATCH', () => wire(newBatch('r', 3), (members) => members.slice(0, 2))],
  [
    'a member too many',
    'BATCH_SIZE_MISMATCH',
    () => wire(newBatch('r', 2), (members) => [...members, members[1]!]),
  ],
  ['a last line without newline', 'REQUEST_INTERRUPTED', () => wire(newBatch('r', 2)).subarray(0, -1)],
  [
    'members in another order',
    'BATCH_MEMBER_MISPLACED',
    () => wire(newBatch('r', 3), (members) => members.toReversed()),
  ],
  [
    'a member of another batch',
    'BATCH_MEMBER_MISPLACED',
    () => wire(newBatch('r', 2), ([first]) => [first!, newBatch('s', 2).members[1]!]),
  ],
  [
    'a member that was changed',
    'BATCH_ROOT_MISMATCH',
    () => wire(newBatch('r', 2), ([first]) => [first!, changed('r.1')]),
  ],
  [
    'a member for another ledger',
    'BATCH_MEMBER_MISPLACED',
    () => wireOf('r', [statement('r.0', { audience: OTHER_LEDGER })]),
  ],
  [
    'a member with another signer',
    'BATCH_MEMBER_MISPLACED',
    () => wireOf('r', [canonicalize(documentStatement('r.0', {}, [other]))]),
  ],
  ['a member with core data', 'LEVEL_REFUSED', () => wireOf('r', [statement('r.0', { level: 'core' })])],
  ['a member with a duplicate name', 'JSON_NOT_CANONICAL', () => wireOf('r', [duplicated(statement('r.0'))])],
  [
    'a member with an unlisted member',
    'STATEMENT_INVALID',
    () => wireOf('r', [statement('r.0', { more: 1 })]),
  ],
  ['a member that is a batch', 'STATEMENT_KIND_REFUSED', () => wireOf('r', [batchPayload()])],
  [
    'a member line beyond the limit',
    'BODY_TOO_LARGE',
    () => joinLines(newBatch('r', 1).header, Buffer.alloc(70_000, 0x20)),
  ],
  ['a record as header', 'STATEMENT_KIND_REFUSED', () => joinLines(bytesOf(signedDocument('r')))],
  [
    'a batch for another ledger',
    'AUDIENCE_MISMATCH',
    () => joinLines(newBatch('r', 2, { audience: OTHER_LEDGER }).header),
  ],
  [
    'a batch from the future',
    'ISSUED_IN_FUTURE',
    () => joinLines(newBatch('r', 2, { issued: timeIn(16 * 60_000) }).header),
  ],
  ['a size of 10,001', 'STATEMENT_INVALID', () => joinLines(newBatch('r', 2, { size: 10_001 }).header)],
  ['a size of 0', 'STATEMENT_INVALID', () => joinLines(newBatch('r', 2, { size: 0 }).header)],
  [
    'a batch signed by another key',
    'SIGNER_SET_MISMATCH',
    () => joinLines(bytesOf(seal(batchStatement(), [other.signer]))),
  ],
];

describe('batches', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let base: string;
  let address: string;

  before(async () => {
    world = await openGatewayWorld();
    base = world.gateway.address;
    address = `${base}/v1/batches`;
  });
  after(() => world.close());

  for (const [what, code, body] of refused) {
    it(`answers ${code} for ${what}, and takes nothing`, async () => {
      const answer = await post(address, body(), NDJSON_TYPE);
      expect(answer.json['code'], answer.text).to.equal(code);
      expect(answer.status).to.equal(errorRegistry[code].status);
      expect((await get(`${base}/v1/health`)).json).to.have.nested.property('log.size', 0);
    });
  }

  it('refuses at the header, before any member is sent', async () => {
    const stream = openDuplex(address);
    const answered = new Promise<number | undefined>((resolve) => {
      stream.request.on('response', ({ statusCode }) => resolve(statusCode));
    });
    stream.send(newBatch('r', 2, { audience: OTHER_LEDGER }).header);
    expect(await answered).to.equal(422);
    stream.cut();
  });

  it('that are cut are not taken at all', async () => {
    const batch = newBatch('cut', 3);
    const stream = openDuplex(address);
    stream.send(batch.header, batch.members[0]!, batch.members[1]!);
    await new Promise((resolve) => stream.request.write(batch.members[2]!.subarray(0, 50), resolve));
    stream.cut();
    await post(`${base}/v1/records`, bytesOf(signedDocument('after-cut')));
    expect((await get(`${address}/${AGENCY}/cut`)).status).to.equal(404);
    expect((await get(`${base}/v1/health`)).json).to.have.nested.property('log.size', 1);
  });

  it('again are answered with the first promise', async () => {
    const body = wire(newBatch('again', 5));
    const first = await post(address, body, NDJSON_TYPE);
    const second = await post(address, body, NDJSON_TYPE);
    expect([first.status, second.status]).to.deep.equal([201, 200]);
    expect(second.text).to.equal(first.text);
    expect(first.json).to.include({ participant: AGENCY, id: 'again', size: 5 });
  });

  it('of 10,000 members are taken', async () => {
    const batch = newBatch('large', 10_000);
    const answer = await post(address, wire(batch), NDJSON_TYPE);
    expect(answer.status, answer.text).to.equal(201);
    const { index } = answer.json;
    const last = (await get(`${base}/v1/records/${AGENCY}/large.9999`)).json;
    expect(last['index']).to.equal(Number(index) + 9_999);
    await until(
      () => get(`${base}/v1/records/${AGENCY}/large.9999/proof`),
      ({ status }) => status === 200,
    );
  });
});

describe('large batches in memory that is used again', function () {
  this.timeout(60_000);

  it('each keep their own bytes, whatever came before or comes at the same time', async () => {
    const world = await openGatewayWorld();
    try {
      const { address } = world.gateway;
      const batches = [900, 500, 1_200, 400, 1_000, 600].map((size, number) => {
        const id = `reused-${number}`;
        return { id, ...newBatch(id, size) };
      });
      for (const together of [batches.slice(0, 1), batches.slice(1, 3), batches.slice(3)]) {
        const posted = together.map((batch) => post(`${address}/v1/batches`, wire(batch), NDJSON_TYPE));
        for (const { status, text } of await Promise.all(posted)) expect(status, text).to.equal(201);
      }
      for (const { id, members } of batches) {
        for (const index of [0, members.length - 1]) {
          const { json } = await getUntil(`${address}/v1/records/${AGENCY}/${id}.${index}/package`, 200);
          const { payload } = json['record'] as { payload: string };
          expect(Buffer.from(payload, 'base64').equals(members[index]!)).to.equal(true);
        }
      }
    } finally {
      await world.close();
    }
  });
});

describe('batches beyond what a gateway holds at once', function () {
  this.timeout(60_000);

  it('are sent away for a moment, with 429', async () => {
    const world = await openGatewayWorld({ batchBytes: 10_000 });
    try {
      const address = `${world.gateway.address}/v1/batches`;
      const answer = await post(address, wire(newBatch('much', 100)), NDJSON_TYPE);
      expect(answer.json).to.include({ code: 'TOO_MANY_REQUESTS', status: 429, retryable: true });
      expect(Number(answer.headers.get('retry-after'))).to.be.greaterThan(0);
      expect((await post(address, wire(newBatch('few', 3)), NDJSON_TYPE)).status).to.equal(201);
    } finally {
      await world.close();
    }
  });
});

const other = { ...depositor, signer: testSigner('another depositor') };

function wire(
  { header, members }: ReturnType<typeof newBatch>,
  change: (members: readonly Buffer[]) => readonly Uint8Array[] = (same) => same,
): Buffer {
  return joinLines(header, ...change(members));
}

/** A batch that signs just these members. */
function wireOf(id: string, members: readonly Uint8Array[]): Buffer {
  return joinLines(batchHeader(id, members), ...members);
}

function statement(id: string, change = {}): Buffer {
  return Buffer.from(canonicalize(documentStatement(id, change)));
}

function changed(id: string): Buffer {
  return statement(id, { title: '另一个' });
}

function duplicated(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString().replace('"title":', '"title":"x","title":'));
}

function batchStatement() {
  const { header } = newBatch('r', 2);
  const { payload } = JSON.parse(header.toString()) as { payload: string };
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as Parameters<typeof seal>[0];
}

function batchPayload(): Buffer {
  return Buffer.from(canonicalize(batchStatement()));
}
