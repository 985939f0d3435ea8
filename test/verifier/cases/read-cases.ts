import { encodeUtf8, type JsonObject } from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import type { ReadParts } from '../../support/evidence/read-parts.js';
import { depositor } from '../../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../../support/evidence/statements.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { TestWorld, type Deposited } from '../../support/evidence/test-world.js';
import { anchorKey } from '../../support/evidence/world-parts.js';
import { type PackageCase, single, world, keysOf, keyKey, withState } from './package-case.js';

export const readCases: readonly PackageCase[] = [
  {
    about: 'a read that is none',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withReads(encodeUtf8('x')),
  },
  {
    about: 'an anchor of another form',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, other: 1 })),
  },
  {
    about: 'a key filed under another id',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(keyKey(), (value) => ({ ...value, key: 'f'.repeat(64) })),
  },
  {
    about: 'a participant filed under another id',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(`participant/${DEPOSITOR}`, (value) => ({ ...value, id: 'other' })),
  },
  {
    about: 'an anchor filed under another size',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, size: 7 })),
  },
  {
    about: 'a read with a failed response',
    check: 'reads',
    code: 'READ_SET_MISMATCH',
    evidence: () => withReads(readOf(single, { change: (parts) => (parts.status = 201) })),
  },
  {
    about: 'a read of another channel',
    check: 'reads',
    code: 'READ_CONTEXT_MISMATCH',
    evidence: () => withReads(readOf(single, { change: (parts) => (parts.channel = 'other') })),
  },
  {
    about: 'a ledger that calls itself another',
    check: 'reads',
    code: 'READ_CONTEXT_MISMATCH',
    evidence: () => withState('ledger', (value) => ({ ...value, ledger: 'f'.repeat(32) })),
  },
  {
    about: 'a read by a stranger',
    check: 'reads',
    code: 'READ_SIGNATURE_INVALID',
    evidence: () =>
      withReads(
        readOf(single, {
          change: (parts) => (parts.endorsers[0]!.signer = testSigner('x', 'ecdsa-p256-sha256')),
        }),
      ),
  },
  { about: 'reads that contradict each other', check: 'reads', code: 'READ_CONFLICT', evidence: conflicting },
  {
    about: 'a read that lacks a key',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: () => withReads(world.read({ keys: keysOf(single).filter((key) => key !== keyKey()) })),
  },
  {
    about: 'a read that lacks the earlier anchor',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: () => withReads(world.read({ keys: keysOf(single).filter((key) => key !== anchorKey(0)) })),
  },
  {
    about: 'a status from before the anchor',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: outdatedStatus,
  },
  {
    about: 'a read by one operator',
    check: 'reads',
    code: 'ENDORSEMENT_TOO_FEW',
    verdict: 'unverifiable',
    evidence: () => withReads(readOf(single, { endorsers: [2] })),
  },
  {
    about: 'a read of a state in a form of the future',
    check: 'reads',
    code: 'STATE_VERSION_UNSUPPORTED',
    verdict: 'unverifiable',
    evidence: () => withReads(readOf(single, { change: inFutureForm })),
  },
];

function inFutureForm(parts: ReadParts): void {
  parts.result = { ...(parts.result as JsonObject), stateVersion: 2 };
}

function withReads(...reads: readonly Uint8Array[]): EvidencePackage {
  return world.packageOf(single, { reads });
}

function readOf(deposited: Deposited, options: Partial<Parameters<TestWorld['read']>[0]>): Uint8Array {
  return world.read({ keys: keysOf(deposited), ...options });
}

function conflicting(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  const before = own.read({ keys: own.keysOf(record, own.covering(record)) });
  own.revoke(depositor.signer);
  const after = own.read({ keys: own.keysOf(record, own.covering(record)) });
  return own.packageOf(record, { reads: [before, after] });
}

/** The key is revoked before the anchor, and the package hides it: its status comes from a read before both. */
function outdatedStatus(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  const { keyId } = depositor.signer.publicKey;
  const status = [`revocation/${keyId}`, `compromise/${keyId}`];
  const before = own.read({ keys: status });
  own.revoke(depositor.signer);
  own.anchor();
  const keys = own.keysOf(record, own.covering(record)).filter((key) => !status.includes(key));
  return own.packageOf(record, { reads: [before, own.read({ keys })] });
}
