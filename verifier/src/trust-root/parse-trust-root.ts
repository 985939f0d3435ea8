import {
  decodeBase64,
  encodeHex,
  parseCanonical,
  parsePolicy,
  parsePublicKey,
  parseVerifierKey,
  readForm,
  sha256,
} from '@quancheng/protocol';
import { withCode } from '../package/with-code.js';
import { parseCertificate } from '../x509/certificate.js';
import { assertTrustRoot } from './assert-trust-root.js';
import type { Authority, EvidenceLog, Organisation, TrustRoot } from './trust-root.js';
import { trustRootForm, type TrustRootContent } from './trust-root-form.js';

/** Hex SHA-256 of a trust root's payload bytes: what a person compares with what they got elsewhere. */
export function fingerprint(payload: Uint8Array): string {
  return encodeHex(sha256(payload));
}

/** A fingerprint for reading aloud: groups of eight digits. */
export function formatFingerprint(value: string): string {
  return value.match(/.{1,8}/g)?.join(' ') ?? '';
}

/**
 * Parses a trust root's payload: canonical JSON. Its signatures are not looked at: verifyTrustRoot does that.
 * @throws TRUST_ROOT_INVALID
 */
export function parseTrustRoot(payload: Uint8Array): TrustRoot {
  return withCode('TRUST_ROOT_INVALID', () => {
    const content = readForm(trustRootForm, parseCanonical(payload), 'TRUST_ROOT_INVALID');
    const root = convert(content, fingerprint(payload));
    assertTrustRoot(root);
    return root;
  });
}

function convert(content: TrustRootContent, ownFingerprint: string): TrustRoot {
  const { sequence, previous, issued, consortium, ledger, channel, chaincode, endorsement, signatures } =
    content;
  return {
    fingerprint: ownFingerprint,
    sequence,
    ...(previous === undefined ? {} : { previous }),
    ...{ issued, consortium, ledger, channel, chaincode, endorsement, signatures },
    organisations: content.organisations.map(convertOrganisation),
    logs: content.logs.map(convertLog),
    witnesses: content.witnesses === '' ? undefined : parsePolicy(content.witnesses),
    timestampAuthorities: content.timestampAuthorities.map(decodeBase64),
    required: content.required,
  };
}

function convertOrganisation(content: TrustRootContent['organisations'][number]): Organisation {
  const administrator = parsePublicKey(decodeBase64(content.administrator));
  return { ...content, administrator, authorities: content.authorities.map(convertAuthority) };
}

function convertAuthority({
  certificate,
  from,
  until,
}: {
  certificate: string;
  from: string;
  until: string;
}): Authority {
  return { certificate: parseCertificate(decodeBase64(certificate)), from, until };
}

function convertLog({ keys, ...log }: TrustRootContent['logs'][number]): EvidenceLog {
  return { ...log, keys: keys.map((key) => ({ ...key, verifierKey: parseVerifierKey(key.verifierKey) })) };
}
