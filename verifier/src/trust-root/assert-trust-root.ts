import { QuanchengError } from '@quancheng/protocol';
import { operatorsOf, type EvidenceLog, type Organisation, type TrustRoot } from './trust-root.js';

/**
 * What must hold between a trust root's members.
 * @throws TRUST_ROOT_INVALID
 */
export function assertTrustRoot(root: TrustRoot): void {
  assertThat(
    (root.sequence === 1) === (root.previous === undefined),
    'only the first root has no predecessor',
  );
  const operators = operatorsOf(root.organisations).size;
  assertThat(root.endorsement.threshold <= operators, 'fewer operators than the endorsement threshold');
  assertThat(root.signatures.threshold <= operators, 'fewer operators than the signature threshold');
  assertAscending(
    root.organisations.map((each) => each.mspId),
    'organisations',
  );
  assertAscending(
    root.logs.map((each) => each.origin),
    'logs',
  );
  const administrators = root.organisations.map((each) => each.administrator.keyId);
  assertThat(new Set(administrators).size === administrators.length, 'an administrator is named twice');
  root.organisations.forEach(assertOrganisation);
  root.logs.forEach(assertLog);
  assertWitnesses(root);
}

function assertOrganisation({ mspId, authorities }: Organisation): void {
  for (const { certificate, from, until } of authorities) {
    assertThat(certificate.maySignCertificates, `${mspId}: a certificate that is no authority's`);
    assertThat(from <= until, `${mspId}: an authority's period`);
  }
}

function assertLog({ origin, keys }: EvidenceLog): void {
  for (const { verifierKey, from, until } of keys) {
    assertThat(
      verifierKey.name === origin && verifierKey.type === 'ed25519',
      `${origin}: a key of another name or type`,
    );
    assertThat(until === undefined || from <= until, `${origin}: a key's sizes`);
  }
}

/** Logs have their own place; and whoever could sign both as log and as witness would witness itself. */
function assertWitnesses({ witnesses, logs }: TrustRoot): void {
  if (witnesses === undefined) return;
  assertThat(witnesses.logs.length === 0, 'the witness policy names logs');
  const logKeys = new Set(
    logs.flatMap(({ keys }) => keys.map(({ verifierKey }) => verifierKey.publicKey.keyId)),
  );
  const isLog = witnesses.witnesses.some(({ verifierKey }) => logKeys.has(verifierKey.publicKey.keyId));
  assertThat(!isLog, 'a witness has a log’s key');
}

function assertAscending(names: readonly string[], what: string): void {
  const ascending = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
  assertThat(ascending, `${what} are not sorted, each once`);
}

function assertThat(condition: boolean, detail: string): void {
  if (!condition) throw new QuanchengError('TRUST_ROOT_INVALID', detail);
}
