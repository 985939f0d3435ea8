import { decodeMessage } from '../protobuf/decode-message.js';
import { serializedIdentity } from '../fabric/messages.js';
import type { Certificate } from '../x509/certificate.js';
import { isValidAt } from '../x509/is-issued-by.js';
import type { Organisation, TrustRoot } from '../trust-root/trust-root.js';
import { QuanchengError } from '@quancheng/protocol';
import type { KnownCertificates } from './known-certificates.js';

/** A certificate and the organisation that it belongs to. */
export interface Identity {
  readonly organisation: Organisation;
  readonly certificate: Certificate;
}

/**
 * Finds the organisation of a serialised identity, and checks that one of its authorities, accepted at that time,
 * issued the certificate, which is itself valid then, no authority, and not revoked before.
 * @param time milliseconds since 1970
 * @throws READ_MALFORMED, CERTIFICATE_INVALID, READ_SIGNATURE_INVALID
 */
export function findOrganisation(
  identity: Uint8Array,
  root: TrustRoot,
  time: number,
  certificates: KnownCertificates,
): Identity {
  const { mspId, certificate: pem } = decodeMessage(serializedIdentity, identity);
  const organisation = root.organisations.find((each) => each.mspId === mspId);
  if (organisation === undefined) throw refused(`${mspId} is no organisation of the trust root`);
  const certificate = certificates.parse(pem);
  if (certificate.isAuthority || !certificate.maySignMessages)
    throw refused(`${mspId}: not a signer's certificate`);
  if (!isValidAt(certificate, time)) throw refused(`${mspId}: the certificate is not valid at that time`);
  if (!wasIssued(certificate, organisation, time, certificates))
    throw refused(`${mspId}: no authority accepted then issued the certificate`);
  if (isRevoked(certificate, organisation, time))
    throw refused(`${mspId}: the certificate was revoked before`);
  return { organisation, certificate };
}

function wasIssued(
  certificate: Certificate,
  organisation: Organisation,
  time: number,
  certificates: KnownCertificates,
): boolean {
  return organisation.authorities.some(
    (authority) =>
      Date.parse(authority.from) <= time &&
      time <= Date.parse(authority.until) &&
      isValidAt(authority.certificate, time) &&
      certificates.isIssuedBy(certificate, authority.certificate),
  );
}

function isRevoked({ serial }: Certificate, { revocations }: Organisation, time: number): boolean {
  return revocations.some((each) => each.serial === serial && Date.parse(each.at) <= time);
}

export function refused(detail: string): QuanchengError {
  return new QuanchengError('READ_SIGNATURE_INVALID', detail);
}
