import {
  canonicalize,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  formatEnvelope,
  formatVerifierKey,
  newVerifierKey,
  parseEnvelope,
  sha256,
  type ErrorCode,
} from '@quancheng/protocol';
import {
  acceptSuccessor,
  fingerprint,
  formatFingerprint,
  isSingleOperator,
  openTrustRoot,
  parseTrustRoot,
  verifyTrustRoot,
  type TrustRootContent,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium, ORIGIN, signTrustRoot } from '../support/evidence/consortium.js';
import { testSigner } from '../support/evidence/test-keys.js';

const consortium = newTestConsortium();
const { content, root, rootEnvelope } = consortium;
const administrators = consortium.organisations.map(({ administrator }) => administrator);
const [organisation] = content.organisations as [TrustRootContent['organisations'][0]];
const [log] = content.logs as [TrustRootContent['logs'][0]];

describe('trust root', () => {
  it('has the fingerprint of its payload', () => {
    const payload = canonicalize(content);
    expect(root.fingerprint).to.equal(encodeHex(sha256(payload)));
    expect(fingerprint(payload)).to.equal(root.fingerprint);
    expect(formatFingerprint(root.fingerprint)).to.match(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/);
    expect(parseTrustRoot(payload)).to.deep.equal(root);
  });

  it('is opened by its fingerprint only', () => {
    expect(openTrustRoot(rootEnvelope, root.fingerprint)).to.deep.equal(root);
    expect(codeOf(() => openTrustRoot(rootEnvelope, '0'.repeat(64)))).to.equal('TRUST_ROOT_NOT_PINNED');
  });

  it('knows a single operator’s ledger', () => {
    expect(isSingleOperator(root)).to.equal(false);
    expect(
      isSingleOperator(
        newTestConsortium([
          ['A', 'one'],
          ['B', 'one'],
        ]).root,
      ),
    ).to.equal(true);
    expect(
      isSingleOperator(
        newTestConsortium(undefined, (each) => ({ ...each, endorsement: { threshold: 1 } })).root,
      ),
    ).to.equal(true);
  });

  const invalid: readonly (readonly [string, object])[] = [
    ['an unknown member', { other: 1 }],
    ['a missing member', { witnesses: undefined }],
    ['another schema', { schema: 'quancheng/trust-root/v2' }],
    ['a sequence of 0', { sequence: 0 }],
    ['a predecessor of the first', { previous: '00'.repeat(32) }],
    ['no predecessor of the second', { sequence: 2 }],
    ['no organisation', { organisations: [] }],
    ['an organisation twice', { organisations: [organisation, organisation] }],
    ['unsorted organisations', { organisations: content.organisations.toReversed() }],
    [
      'an administrator twice',
      {
        organisations: content.organisations.map((each) => ({
          ...each,
          administrator: organisation.administrator,
        })),
      },
    ],
    [
      'an administrator’s key that is none',
      withOrganisation({ administrator: encodeBase64(Uint8Array.of(1)) }),
    ],
    ['no authority', withOrganisation({ authorities: [] })],
    [
      'an authority that is a peer',
      withOrganisation({
        authorities: [
          {
            ...organisation.authorities[0],
            certificate: encodeBase64(consortium.organisations[0]!.peer.der),
          },
        ],
      }),
    ],
    [
      'an authority that is no certificate',
      withOrganisation({ authorities: [{ ...organisation.authorities[0], certificate: 'AAAA' }] }),
    ],
    [
      'a period that ends before it begins',
      withOrganisation({
        authorities: [{ ...organisation.authorities[0], until: '2025-01-01T00:00:00.000Z' }],
      }),
    ],
    [
      'a date that does not exist',
      withOrganisation({ revocations: [{ serial: '01', at: '2026-02-30T00:00:00.000Z' }] }),
    ],
    [
      'a serial with leading zeros',
      withOrganisation({ revocations: [{ serial: '0001', at: '2026-02-20T00:00:00.000Z' }] }),
    ],
    ['an endorsement threshold of 0', { endorsement: { threshold: 0 } }],
    ['more endorsements than operators', { endorsement: { threshold: 4 } }],
    ['more signatures than operators', { signatures: { threshold: 4 } }],
    ['a log twice', { logs: [log, log] }],
    [
      'a log’s key of another name',
      { logs: [{ ...log, keys: [{ from: 0, verifierKey: vkey('other', 'ed25519') }] }] },
    ],
    [
      'a witness’s key as a log’s',
      { logs: [{ ...log, keys: [{ from: 0, verifierKey: vkey(ORIGIN, 'cosignature') }] }] },
    ],
    [
      'a log’s key whose sizes end before they begin',
      { logs: [{ ...log, keys: [{ ...log.keys[0], from: 5, until: 4 }] }] },
    ],
    ['an unknown required check', { required: { document: ['sanity'], 'sharing-event': [] } }],
  ];
  for (const [name, change] of invalid) {
    it(`with ${name} is invalid`, () => {
      const altered = JSON.parse(JSON.stringify({ ...content, ...change })) as object;
      expect(codeOf(() => verifyTrustRoot(signTrustRoot(altered, administrators)))).to.equal(
        'TRUST_ROOT_INVALID',
      );
    });
  }

  it('is an envelope of its type, signed by enough of its operators', () => {
    const refused: readonly Uint8Array[] = [
      encodeUtf8('{}'),
      encodeUtf8('not JSON'),
      signTrustRoot(content, administrators.slice(0, 1)),
      signTrustRoot(content, [administrators[0]!, testSigner('stranger')]),
      formatEnvelope({
        ...parseEnvelope(rootEnvelope),
        payloadType: 'application/vnd.quancheng.statement+json',
      }),
      formatEnvelope({
        ...parseEnvelope(rootEnvelope),
        payload: encodeBase64(canonicalize({ ...content, issued: '2026-11-02T00:00:00.000Z' })),
      }),
    ];
    for (const bytes of refused) expect(codeOf(() => verifyTrustRoot(bytes))).to.equal('TRUST_ROOT_INVALID');
    expect(verifyTrustRoot(signTrustRoot(content, administrators.slice(0, 2)))).to.deep.equal(root);
  });
});

describe('successor of a trust root', () => {
  const successor = {
    ...content,
    sequence: 2,
    previous: root.fingerprint,
    issued: '2026-12-01T00:00:00.000Z',
  };
  const stranger = {
    ...organisation,
    mspId: 'Z',
    operator: 'z',
    administrator: encodeBase64(testSigner('z').publicKey.spki),
  };

  it('is accepted with the pinned root’s threshold', () => {
    const accepted = acceptSuccessor(root, signTrustRoot(successor, administrators.slice(1)));
    expect(accepted.sequence).to.equal(2);
    expect(
      acceptSuccessor(
        accepted,
        signTrustRoot({ ...successor, sequence: 3, previous: accepted.fingerprint }, administrators),
      ).sequence,
    ).to.equal(3);
  });

  it('may name other organisations, if the pinned root’s sign it', () => {
    const altered = { ...successor, organisations: [...content.organisations.slice(1), stranger] };
    expect(
      acceptSuccessor(root, signTrustRoot(altered, administrators.slice(0, 2))).organisations,
    ).to.have.length(3);
  });

  const refused: readonly (readonly [string, () => Uint8Array, ErrorCode?])[] = [
    ['the pinned root itself', () => rootEnvelope],
    ['one that skips a number', () => signTrustRoot({ ...successor, sequence: 3 }, administrators)],
    [
      'one of another predecessor',
      () => signTrustRoot({ ...successor, previous: '00'.repeat(32) }, administrators),
    ],
    ['one of another ledger', () => signTrustRoot({ ...successor, ledger: 'ff'.repeat(16) }, administrators)],
    ['one signed by too few', () => signTrustRoot(successor, administrators.slice(0, 1))],
    [
      'one signed by its own new administrators',
      () =>
        signTrustRoot({ ...successor, organisations: [organisation, stranger] }, [
          administrators[0]!,
          testSigner('z'),
        ]),
    ],
    ['one signed by strangers', () => signTrustRoot(successor, [testSigner('x'), testSigner('y')])],
    [
      'one with a bad signature of an administrator',
      () => {
        const envelope = parseEnvelope(signTrustRoot(successor, administrators));
        const [first, ...others] = envelope.signatures;
        return formatEnvelope({ ...envelope, signatures: [{ ...first!, sig: others[0]!.sig }, ...others] });
      },
      'TRUST_ROOT_INVALID',
    ],
  ];
  for (const [name, build, code = 'TRUST_ROOT_NOT_PINNED'] of refused) {
    it(`is not ${name}`, () => expect(codeOf(() => acceptSuccessor(root, build()))).to.equal(code));
  }

  it('counts several administrators of one operator once', () => {
    const shared = newTestConsortium([
      ['A', 'one'],
      ['B', 'one'],
      ['C', 'two'],
    ]);
    const next = { ...shared.content, sequence: 2, previous: shared.root.fingerprint };
    const [a, b, c] = shared.organisations.map(({ administrator }) => administrator);
    expect(codeOf(() => acceptSuccessor(shared.root, signTrustRoot(next, [a!, b!])))).to.equal(
      'TRUST_ROOT_NOT_PINNED',
    );
    expect(acceptSuccessor(shared.root, signTrustRoot(next, [b!, c!])).sequence).to.equal(2);
  });
});

function withOrganisation(change: object): object {
  return { organisations: [{ ...organisation, ...change }, ...content.organisations.slice(1)] };
}

function vkey(name: string, type: 'ed25519' | 'cosignature'): string {
  return formatVerifierKey(newVerifierKey(name, type, testSigner('log').publicKey));
}
