import { encodeBase64 } from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { depositor } from '../../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../../support/evidence/statements.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { TestWorld, type Deposited } from '../../support/evidence/test-world.js';
import { type PackageCase, shared, single, world, keyKey, withState, envelopeOf } from './package-case.js';

export const signerCases: readonly PackageCase[] = [
  {
    about: 'a signature stripped',
    check: 'signatures',
    code: 'SIGNER_SET_MISMATCH',
    evidence: () => resigned(shared, (signatures) => signatures.slice(1)),
  },
  {
    about: 'a signature too many',
    check: 'signatures',
    code: 'SIGNER_SET_MISMATCH',
    evidence: () =>
      resigned(single, (signatures) => [...signatures, { keyid: 'f'.repeat(64), sig: signatures[0]!.sig }]),
  },
  {
    about: 'another’s signature',
    check: 'signatures',
    code: 'SIGNATURE_INVALID',
    evidence: () => resigned(shared, ([first, second]) => [{ ...first!, sig: second!.sig }, second!]),
  },
  {
    about: 'a signer whose key is unregistered',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () => signedBy(testSigner('unregistered')),
  },
  { about: 'a signer under another’s name', check: 'signatures', code: 'KEY_UNKNOWN', evidence: otherName },
  {
    about: 'a key that its participant does not list',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () => withState(`participant/${DEPOSITOR}`, (value) => ({ ...value, keys: ['f'.repeat(64)] })),
  },
  {
    about: 'a ledger key of another id',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () =>
      withState(keyKey(), (value) => ({ ...value, publicKey: encodeBase64(testSigner('x').publicKey.spki) })),
  },
  {
    about: 'a signer who is no depositor',
    check: 'signatures',
    code: 'ROLE_MISSING',
    verdict: 'unverifiable',
    evidence: () => withState(`participant/${DEPOSITOR}`, (value) => ({ ...value, roles: ['log-operator'] })),
  },
  {
    about: 'a key registered after the anchor',
    check: 'signer-keys',
    code: 'KEY_NOT_YET_REGISTERED',
    evidence: registeredLate,
  },
  {
    about: 'a key revoked before the anchor',
    check: 'signer-keys',
    code: 'KEY_REVOKED',
    verdict: 'unverifiable',
    evidence: revokedBefore,
  },
];

type Signatures = readonly { keyid: string; sig: string }[];

function resigned(of: Deposited, change: (signatures: Signatures) => Signatures): EvidencePackage {
  const envelope = envelopeOf(of);
  const signatures = change(envelope.signatures) as typeof envelope.signatures;
  return world.packageOf({ ...of, record: { envelope: { ...envelope, signatures } } });
}

function signedBy(signer: typeof depositor.signer): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [{ participant: DEPOSITOR, signer }]), [
    { participant: DEPOSITOR, signer },
  ]);
  own.anchor();
  return own.packageOf(record);
}

function otherName(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [testSigner('its own key')]);
  own.register('someone', [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  return own.packageOf(record);
}

function registeredLate(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  own.register(DEPOSITOR, [depositor.signer]);
  return own.packageOf(record);
}

function revokedBefore(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.revoke(depositor.signer);
  own.anchor();
  return own.packageOf(record);
}
