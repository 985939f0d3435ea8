import { encodeHex, sha256, type JsonObject } from '@quancheng/protocol';
import { derSignature, issueTestCertificate, newTestAuthority } from '../../support/evidence/certificates.js';
import { identity, type ReadParts } from '../../support/evidence/read-parts.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { type Attack, first, second } from './read-attack.js';

const outsider = newTestAuthority({ name: 'outsider ca' });
const outsiderPeer = issueTestCertificate(outsider, { name: 'outsider', units: ['peer'] });

export const endorsementAttacks: readonly Attack[] = [
  ['no endorsement', (parts) => (parts.endorsers = []), 'ENDORSEMENT_TOO_FEW'],
  ['one endorsement of two', (parts) => parts.endorsers.pop(), 'ENDORSEMENT_TOO_FEW'],
  ['one endorsement twice', (parts) => (parts.endorsers[1] = parts.endorsers[0]!), 'READ_SIGNATURE_INVALID'],
  [
    'one peer under a second certificate',
    (parts) => {
      const { pem, signer } = issueTestCertificate(first.authority, {
        name: 'again',
        units: ['peer'],
        signer: first.peer.signer,
      });
      parts.endorsers[1] = { mspId: first.mspId, pem, signer };
    },
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a relabelled MSP',
    (parts) => (parts.endorsers[1] = { ...parts.endorsers[0]!, mspId: second.mspId }),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an MSP that the trust root does not name',
    (parts) => (parts.endorsers[1]!.mspId = 'Unknown'),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an outsider’s certificate',
    (parts) =>
      (parts.endorsers[1] = { mspId: second.mspId, pem: outsiderPeer.pem, signer: outsiderPeer.signer }),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an endorsement by another key',
    (parts) => (parts.endorsers[1]!.signer = testSigner('other', 'ecdsa-p256-sha256')),
    'READ_SIGNATURE_INVALID',
  ],
  ['a high s', (parts) => (parts.changeSignature = highS), 'READ_SIGNATURE_INVALID'],
  [
    'a signature with a trailing byte',
    (parts) => (parts.changeSignature = (der) => Uint8Array.of(...der, 0)),
    'READ_SIGNATURE_INVALID',
  ],
  ['a padded integer in a signature', (parts) => (parts.changeSignature = padded), 'READ_SIGNATURE_INVALID'],
  [
    'an empty signature',
    (parts) => (parts.changeSignature = () => Uint8Array.of(0x30, 0)),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a negative integer in a signature',
    (parts) => (parts.changeSignature = () => Uint8Array.of(0x30, 6, 2, 1, 0x80, 2, 1, 1)),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a client as endorser',
    (parts) => (parts.endorsers[1] = { mspId: second.mspId, ...second.client }),
    'READ_SIGNATURE_INVALID',
  ],
  ['an outsider who asked', (parts) => askAs(parts, first.mspId, outsiderPeer.pem), 'READ_SIGNATURE_INVALID'],
  [
    'a further endorsement that does not hold',
    (parts) =>
      parts.endorsers.push({ mspId: first.mspId, pem: outsiderPeer.pem, signer: outsiderPeer.signer }),
    'READ_SIGNATURE_INVALID',
  ],
];

function askAs(parts: ReadParts, mspId: string, pem: string): void {
  parts.creator = identity(mspId, pem);
  parts.transactionId = encodeHex(sha256(parts.nonce, parts.creator));
  parts.result = { ...(parts.result as JsonObject), transaction: parts.transactionId };
}

function highS(der: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const rLength = der[3]!;
  const s = BigInt(`0x${Buffer.from(der.subarray(6 + rLength)).toString('hex')}`);
  const raw = new Uint8Array(64);
  const r = der.subarray(4, 4 + rLength);
  raw.set(r.subarray(Math.max(0, r.length - 32)), 32 - Math.min(32, r.length));
  raw.set(Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'), 32);
  return derSignature(raw);
}

function padded(der: Uint8Array): Uint8Array {
  const rLength = der[3]!;
  const r = der.subarray(4, 4 + rLength);
  return Uint8Array.of(0x30, der.length - 1, 0x02, rLength + 1, 0, ...r, ...der.subarray(4 + rLength));
}
