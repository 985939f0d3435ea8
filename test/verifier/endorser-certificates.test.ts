import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import { encodeBase64, type ErrorCode } from '@quancheng/protocol';
import { verifyEndorsedRead, type TrustRootContent } from '@quancheng/verifier';
import { expect } from 'chai';
import {
  derSignature,
  extension,
  formatPem,
  issueTestCertificate,
  newTestAuthority,
  type CertificateOptions,
} from '../support/evidence/certificates.js';
import { codeOf } from '../support/evidence/codes.js';
import {
  newTestConsortium,
  type ChangeContent,
  type TestConsortium,
} from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { READ_TIME } from '../support/evidence/read-parts.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';
import { testSigner } from '../support/evidence/test-keys.js';

const state = newTestLedger();
state.put('ledger', { ledger: 'x' });
const consortium = newTestConsortium();
const [organisation] = consortium.organisations as [TestConsortium['organisations'][0]];
const BEFORE = '2026-11-23T09:00:00.122Z';
const AFTER = '2026-11-23T09:00:01.000Z';

/** The code of a read whose first endorser has this certificate, under a root changed so. */
function codeWith(
  options: Partial<CertificateOptions>,
  change?: ChangeContent,
  pem?: (pem: string) => string,
) {
  const issued = issueTestCertificate(organisation.authority, {
    name: 'a peer',
    units: ['peer'],
    ...options,
  });
  return codeOfEndorser(pem?.(issued.pem) ?? issued.pem, issued.signer, change);
}

function codeOfEndorser(
  pem: string,
  signer = organisation.peer.signer,
  change?: ChangeContent,
): ErrorCode | undefined {
  const { root } = newTestConsortium(undefined, change);
  const bytes = buildRead(consortium, state, {
    keys: ['key/a'],
    change: (parts) => (parts.endorsers[0] = { mspId: organisation.mspId, pem, signer }),
  });
  return codeOf(() => verifyEndorsedRead(bytes, root));
}

/** Changes the first organisation in the trust root. */
function changed(change: (first: TrustRootContent['organisations'][0]) => object): ChangeContent {
  return (content) => {
    const [first, ...others] = content.organisations as [TrustRootContent['organisations'][0]];
    return { ...content, organisations: [{ ...first, ...change(first) }, ...others] };
  };
}

const period = (from: string, until: string) =>
  changed(({ authorities }) => ({ authorities: authorities.map((each) => ({ ...each, from, until })) }));
const revocation = (serial: string, at: string) => changed(() => ({ revocations: [{ serial, at }] }));

describe('endorser’s certificate', () => {
  const accepted: readonly (readonly [string, () => ErrorCode | undefined])[] = [
    ['of a peer', () => codeWith({})],
    ['with further organisational units', () => codeWith({ units: ['jinan', 'peer', 'dept 2'] })],
    ['without key usage', () => codeWith({ usage: undefined as never })],
    ['valid from that second', () => codeWith({ notBefore: '2026-11-23T09:00:00.000Z' })],
    ['valid until just after', () => codeWith({ notAfter: AFTER })],
    ['revoked later', () => codeWith({ serial: '0badcafe' }, revocation('0badcafe', AFTER))],
    ['with a high s in the authority’s signature', () => codeWith({ alterSignature: withHighS })],
    ['in PEM with other line ends', () => codeWith({}, undefined, (pem) => pem.replaceAll('\n', '\r\n'))],
    ['with another revoked', () => codeWith({ serial: '0badcafe' }, revocation('0badcaff', BEFORE))],
    ['after a validity in the next century', () => codeWith({ notAfter: '2066-01-01T00:00:00.000Z' })],
  ];
  for (const [name, code] of accepted) it(`${name} is accepted`, () => expect(code()).to.equal(undefined));

  const unknown = extension('1.2.3.4', true, AsnConvert.serialize(new asn1.BasicConstraints()));
  const again = extension(
    asn1.id_ce_basicConstraints,
    true,
    AsnConvert.serialize(new asn1.BasicConstraints()),
  );
  const rogue = newTestAuthority({
    name: `ca ${organisation.mspId}`,
    signer: testSigner('rogue', 'ecdsa-p256-sha256'),
  });
  const refused: readonly (readonly [string, () => ErrorCode | undefined])[] = [
    ['of a client', () => codeWith({ units: ['client'] })],
    ['of no unit', () => codeWith({ units: [] })],
    ['of a peer and administrator at once', () => codeWith({ units: ['peer', 'admin'] })],
    ['of a unit that only looks alike', () => codeWith({ units: ['Peer'] })],
    ['expired', () => codeWith({ notAfter: '2026-11-23T09:00:00.000Z' })],
    ['not yet valid', () => codeWith({ notBefore: AFTER })],
    ['revoked before', () => codeWith({ serial: '0badcafe' }, revocation('0badcafe', BEFORE))],
    ['revoked at that instant', () => codeWith({ serial: '0badcafe' }, revocation('0badcafe', READ_TIME))],
    [
      'with a serial that DER pads, revoked',
      () => codeWith({ serial: '00cafe' }, revocation('cafe', BEFORE)),
    ],
    [
      'of an authority whose period has not begun',
      () => codeWith({}, period(AFTER, '2036-01-01T00:00:00.000Z')),
    ],
    ['of an authority whose period is over', () => codeWith({}, period('2026-01-01T00:00:00.000Z', BEFORE))],
    ['of an authority that had itself expired', expiredAuthority],
    ['that is an authority’s', () => codeWith({ isAuthority: true })],
    [
      'that is the authority’s own',
      () => codeOfEndorser(organisation.authority.pem, organisation.authority.signer),
    ],
    ['that may not sign', () => codeWith({ usage: asn1.KeyUsageFlags.keyEncipherment })],
    ['with an unknown critical extension', () => codeWith({ extraExtensions: [unknown] })],
    ['with an extension twice', () => codeWith({ extraExtensions: [again] })],
    [
      'of a namesake of its authority',
      () => codeOfEndorser(issueTestCertificate(rogue, { name: 'p', units: ['peer'] }).pem),
    ],
    ['with a flipped bit', () => codeOfEndorser(formatPem(flipped(organisation.peer.der)))],
    ['with bytes after it', () => codeOfEndorser(formatPem(Uint8Array.of(...organisation.peer.der, 0)))],
    ['in PEM with text before', () => codeWith({}, undefined, (pem) => `x\n${pem}`)],
    ['in PEM with text behind', () => codeWith({}, undefined, (pem) => `${pem}x`)],
    ['in PEM twice', () => codeWith({}, undefined, (pem) => pem + pem)],
    ['in DER', () => codeOfEndorser(Buffer.from(organisation.peer.der).toString('latin1'))],
    ['that is empty', () => codeOfEndorser('')],
  ];
  for (const [name, code] of refused) {
    it(`${name} is refused`, () => expect(code()).to.equal('READ_SIGNATURE_INVALID'));
  }
});

function expiredAuthority(): ErrorCode | undefined {
  const options = { name: `ca ${organisation.mspId}`, signer: organisation.authority.signer };
  const expired = newTestAuthority({ ...options, notAfter: '2026-11-23T08:59:59.000Z' });
  const authorities = [
    {
      certificate: encodeBase64(expired.der),
      from: '2026-01-01T00:00:00.000Z',
      until: '2036-01-01T00:00:00.000Z',
    },
  ];
  return codeWith(
    {},
    changed(() => ({ authorities })),
  );
}

function flipped(der: Uint8Array): Uint8Array {
  const altered = der.slice();
  altered[100]! ^= 1;
  return altered;
}

/** The other of the two forms that every ECDSA signature has. */
function withHighS(der: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const rLength = der[3]!;
  const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const hex = (value: bigint) => value.toString(16).padStart(64, '0');
  const r = number(der.subarray(4, 4 + rLength));
  const s = number(der.subarray(6 + rLength));
  return derSignature(Buffer.from(hex(r) + hex(order - s), 'hex'));
}
