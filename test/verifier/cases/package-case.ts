import { isMemberRecord, type ErrorCode, type JsonObject } from '@quancheng/protocol';
import type { CheckId, EvidencePackage, PackageOptions, Verdict } from '@quancheng/verifier';
import type { TestConsortium } from '../../support/evidence/consortium.js';
import { depositor, newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import type { Deposited } from '../../support/evidence/test-world.js';

/** A package, or what is no package, and what a verifier must find. */
export interface PackageCase {
  readonly about: string;
  readonly check: CheckId;
  readonly code: ErrorCode;
  /** `mismatch` unless said otherwise. */
  readonly verdict?: Verdict;
  readonly evidence: () => EvidencePackage | Uint8Array;
  /** The standard consortium's trust root unless said otherwise. */
  readonly options?: Partial<PackageOptions>;
  /** Whose trust root it is, if not the standard one. */
  readonly consortium?: TestConsortium;
}

export const { world, single, members, shared, committed } = newStandardEvidence();
export const trustRoot = world.consortium.root;
/** A batch member in the middle of its batch. */
export const member = members[2]!;

export function plain(): EvidencePackage {
  return world.packageOf(single);
}

export function keysOf(deposited: Deposited): string[] {
  return world.keysOf(deposited, world.covering(deposited));
}

export function keyKey(): string {
  return `key/${depositor.signer.publicKey.keyId}`;
}

/** The single record's package from a ledger that holds something else under one key. */
export function withState(
  key: string,
  change: (value: JsonObject) => JsonObject | undefined,
): EvidencePackage {
  const altered = newStandardEvidence();
  const { value, version } = altered.world.state.get(key)!;
  const replaced = change(value as JsonObject);
  altered.world.state.replace(key, replaced === undefined ? undefined : { value: replaced, version });
  return altered.world.packageOf(altered.single);
}

export function envelopeOf({ record }: Deposited) {
  return isMemberRecord(record) ? record.batch.envelope : record.envelope;
}
