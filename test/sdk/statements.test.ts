import { expect } from 'chai';
import {
  hmacSha256,
  hmacSm3,
  newSigner,
  parseStatement,
  sha256,
  sm3,
  statementDigests,
} from '@quancheng/protocol';
import {
  commitOriginal,
  newCommandStatement,
  newDocumentStatement,
  newPossessionStatement,
} from '@quancheng/sdk';
import { expectCode } from './support/expect-code.js';

const participant = '91350100M000100Y43';
const key = newSigner('sm2-sm3', new Uint8Array(32).fill(5)).publicKey;
const context = {
  ledger: '0123456789abcdef0123456789abcdef',
  signers: [{ key: key.keyId, participant, role: 'depositor' }],
  issued: '2026-11-23T08:00:00.000Z',
};
const description = {
  actingFor: participant,
  legalBasis: 'x',
  level: 'general',
  custodian: 'x',
  provenance: { source: 's', mechanism: 'm', collector: 'c' },
} as const;
const bytes = Buffer.from('370102001,"解放路街道"');
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');

describe('commitment to an original', () => {
  it('by digest is both digests and the size', () => {
    const { original, originalKey } = commitOriginal(bytes, 'digest', 'text/csv');
    expect(originalKey).to.equal(undefined);
    expect(original).to.deep.equal({
      commitment: 'digest',
      mediaType: 'text/csv',
      size: bytes.length,
      sha256: hex(sha256(bytes)),
      sm3: hex(sm3(bytes)),
    });
  });

  it('by HMAC has a fresh key each time, and tells neither digest nor size', () => {
    const [first, second] = [1, 2].map(() => commitOriginal(bytes, 'hmac', 'text/csv'));
    expect(first?.originalKey).to.have.length(32).and.not.to.deep.equal(second?.originalKey);
    expect(first?.original.sha256).to.equal(hex(hmacSha256(first!.originalKey!, bytes)));
    expect(first?.original.sm3).to.equal(hex(hmacSm3(first!.originalKey!, bytes)));
    expect(first?.original).not.to.have.property('size');
    expect(first?.original.sha256).not.to.equal(second?.original.sha256);
  });
});

describe('statements of the SDK', () => {
  const { original } = commitOriginal(bytes, 'digest', 'text/csv');

  it('are what the protocol parses, salted afresh', () => {
    const [first, second] = [1, 2].map(() =>
      newDocumentStatement(context, { id: 'r1', title: '题', description, original }),
    );
    expect(parseStatement(first!)).to.deep.include({
      schema: 'quancheng/document/v1',
      id: 'r1',
      title: '题',
    });
    expect(statementDigests(first!)).not.to.deep.equal(statementDigests(second!));
  });

  it('are refused before they are signed if the protocol would refuse them', async () => {
    const make = (change: object) =>
      newDocumentStatement(context, { id: 'r1', title: 'x', description, original, ...change });
    await expectCode('STATEMENT_INVALID', () => make({ id: 'with blank' }));
    await expectCode('STATEMENT_INVALID', () => make({ title: '' }));
    await expectCode('STATEMENT_INVALID', () => make({ description: { ...description, unknown: 'x' } }));
    await expectCode('LEVEL_REFUSED', () => make({ description: { ...description, level: 'core' } }));
    await expectCode('JSON_VALUE_UNSUPPORTED', () => make({ title: '\ud800' }));
  });

  it('order the ledger about for a day unless told otherwise', async () => {
    const order = { action: 'key.revoke', target: participant, expectedVersion: 1, body: {} };
    const signers = [{ key: key.keyId, participant, role: 'participant' as const }];
    const command = parseStatement(newCommandStatement({ ...context, signers }, order));
    expect(command).to.deep.include({ issued: context.issued, expires: '2026-11-24T08:00:00.000Z' });
    const month = { ...order, validity: 32 * 24 * 3600 * 1000 };
    await expectCode('STATEMENT_INVALID', () => newCommandStatement({ ...context, signers }, month));
  });

  it('prove that a key is held, for one participant on one ledger', () => {
    const statement = parseStatement(newPossessionStatement(context, participant, key));
    expect(statement).to.deep.include({ participant, audience: context.ledger });
  });
});
