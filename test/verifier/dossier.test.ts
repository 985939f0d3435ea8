import {
  encodeHex,
  encodeUtf8,
  hmacSha256,
  hmacSm3,
  sha256,
  sm3,
  type ErrorCode,
  type JsonObject,
} from '@quancheng/protocol';
import { newDossier, type DossierPart } from '@quancheng/sdk';
import {
  formatBundle,
  formatRecordProof,
  parseManifest,
  verifyDossier,
  verifyRecordProof,
  type DossierFiles,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { newStandardEvidence, ORIGINAL_KEY, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { ORIGINAL } from '../support/evidence/statements.js';

const NAME = 'bank/c1';
const RECORD = `consent/${NAME}`;
const VERSION = `version/${RECORD}/0000000000000001`;
const notice = encodeUtf8('授权告知书');
const mandate = encodeUtf8('委托书');
const mandateKey = sha256(encodeUtf8('a mandate’s key'));
const hex = (pair: readonly [Uint8Array, Uint8Array]) => ({
  sha256: encodeHex(pair[0]),
  sm3: encodeHex(pair[1]),
});

const consortium = newTestConsortium();
const evidence = newStandardEvidence(consortium);
const { root } = consortium;
const options = { trustRoot: root, time: VERIFIED_AT };
const proof = formatRecordProof({ subject: RECORD, reads: [readOf(RECORD)] });

/** A record of one version, which names a notice in the clear and a mandate by a commitment. */
function readOf(subject: string): Uint8Array {
  const { state } = evidence.world;
  const { number: tick, time } = state.advance();
  const value: JsonObject = {
    id: NAME,
    status: 'active',
    version: 1,
    at: { tick, time },
    command: '0'.repeat(64),
    notice: hex([sha256(notice), sm3(notice)]),
    representative: { mandate: hex([hmacSha256(mandateKey, mandate), hmacSm3(mandateKey, mandate)]) },
  };
  state.put(VERSION, value);
  state.put(RECORD, value);
  return buildRead(consortium, state, { keys: [subject, VERSION] });
}

const parts: readonly DossierPart[] = [
  { name: 'all.evidence-bundle.json', bytes: formatBundle(evidence.bundle) },
  { name: 'consent.record-proof.json', bytes: proof },
  { name: 'mandate.txt', bytes: mandate, keys: [ORIGINAL_KEY, mandateKey] },
  { name: 'notice.txt', bytes: notice },
  { name: '原件.txt', bytes: ORIGINAL },
];
const head = { ledger: root.ledger, title: '授权争议', made: VERIFIED_AT };
const whole = (): Map<string, Uint8Array> => new Map(newDossier(head, parts));

describe('a record proof', () => {
  it('shows every version, for whoever trusts the root', () => {
    const { verdict, proven } = verifyRecordProof(proof, options);
    expect(verdict).to.equal('integrity-proven');
    expect(proven?.subject).to.equal(RECORD);
    expect(proven?.versions?.map(({ status }) => status)).to.deep.equal(['active']);
  });

  const refused: readonly (readonly [string, Uint8Array, ErrorCode, string])[] = [
    ['another form', encodeUtf8('{}'), 'RECORD_PROOF_MALFORMED', 'mismatch'],
    ['white space', Uint8Array.of(...proof, 10), 'RECORD_PROOF_MALFORMED', 'mismatch'],
    [
      'another subject',
      formatRecordProof({ subject: 'consent/bank/c2', reads: [readOf(RECORD)] }),
      'READ_INCOMPLETE',
      'unverifiable',
    ],
  ];
  for (const [name, bytes, code, verdict] of refused) {
    it(`is refused for ${name}`, () => {
      const result = verifyRecordProof(bytes, options);
      expect(result).to.include({ code, verdict });
      expect(result).not.to.have.property('proven');
    });
  }

  it('is refused with any of its bytes changed', () => {
    const changed = proof.map((byte, index) => (index === proof.length >> 1 ? byte ^ 1 : byte));
    expect(verifyRecordProof(changed, options).verdict).to.be.oneOf(['mismatch', 'unverifiable']);
  });

  it('proves nothing without a trust root', () => {
    const { verdict, code } = verifyRecordProof(proof, { ...options, trustRoot: undefined });
    expect({ verdict, code }).to.deep.equal({ verdict: 'unverifiable', code: 'TRUST_ROOT_NOT_PINNED' });
  });
});

describe('a dossier', () => {
  it('verifies as a whole, and says where each document is named', async () => {
    const { verdict, files, unlisted, manifest } = await verifyDossier(whole(), options);
    expect(verdict, JSON.stringify(files.map(({ name, code }) => [name, code]))).to.equal('integrity-proven');
    expect(unlisted).to.deep.equal([]);
    expect(manifest?.sha256).to.equal(encodeHex(sha256(whole().get('manifest.json')!)));
    const places = files.flatMap((file) => (file.kind === 'document' ? [[file.name, file.namedBy]] : []));
    expect(places).to.deep.include([
      'mandate.txt',
      [`consent.record-proof.json: ${RECORD}, version 1, representative mandate`],
    ]);
    expect(places).to.deep.include([
      'notice.txt',
      [`consent.record-proof.json: ${RECORD}, version 1, notice`],
    ]);
  });

  const changes: readonly (readonly [
    string,
    (files: Map<string, Uint8Array>) => unknown,
    string,
    ErrorCode,
  ])[] = [
    ['a changed document', (files) => files.set('notice.txt', mandate), 'mismatch', 'DOSSIER_FILE_CHANGED'],
    [
      'a changed proof',
      (files) => files.set('consent.record-proof.json', notice),
      'mismatch',
      'DOSSIER_FILE_CHANGED',
    ],
    ['a missing file', (files) => files.delete('notice.txt'), 'unverifiable', 'DOSSIER_FILE_MISSING'],
    ['a missing manifest', (files) => files.delete('manifest.json'), 'mismatch', 'DOSSIER_MALFORMED'],
  ];
  for (const [name, change, verdict, code] of changes) {
    it(`with ${name} is not proven`, async () => {
      const files = whole();
      change(files);
      expect(await verifyDossier(files, options)).to.include({ verdict, code });
    });
  }

  it('leaves a document unproven that nothing names, or whose key is not here', async () => {
    const without = (name: string): DossierFiles =>
      newDossier(
        head,
        parts.map((part) => (part.name === name ? { name, bytes: part.bytes } : part)),
      );
    const stranger = newDossier(head, [...parts, { name: 'stranger.txt', bytes: encodeUtf8('?') }]);
    for (const files of [without('mandate.txt'), stranger])
      expect(await verifyDossier(files, options)).to.include({
        verdict: 'unverifiable',
        code: 'DOSSIER_DOCUMENT_UNBOUND',
      });
  });

  it('is one ledger’s', async () => {
    const files = newDossier({ ...head, ledger: '0'.repeat(32) }, parts);
    expect(await verifyDossier(files, options)).to.include({ code: 'DOSSIER_LEDGER_MISMATCH' });
  });

  it('has no part that its manifest lacks', async () => {
    const { verdict, unlisted } = await verifyDossier(whole().set('more.txt', notice), options);
    expect({ verdict, unlisted }).to.deep.equal({ verdict: 'integrity-proven', unlisted: ['more.txt'] });
  });

  for (const name of ['../escape.txt', 'manifest.json', '.hidden', 'a/b', ''])
    it(`has no file called ${JSON.stringify(name)}`, () => {
      expect(() => newDossier(head, [{ name, bytes: notice }])).to.throw('DOSSIER_MALFORMED');
    });

  it('has a manifest of one form only', () => {
    const bytes = whole().get('manifest.json')!;
    expect(parseManifest(bytes).files.map(({ name }) => name)).to.deep.equal(parts.map(({ name }) => name));
    const text = new TextDecoder().decode(bytes);
    const twice = text.replace('"name":"notice.txt"', '"name":"mandate.txt"');
    for (const each of [`${text} `, twice, text.replace('"document"', '"rumour"')])
      expect(() => parseManifest(encodeUtf8(each))).to.throw('DOSSIER_MALFORMED');
  });
});
