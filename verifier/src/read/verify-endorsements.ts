import { concatBytes, isQuanchengError, QuanchengError, verifySignature } from '@quancheng/protocol';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { parseEcdsaSignature } from '../x509/ecdsa-signature.js';
import type { EndorsedRead } from './endorsed-read.js';
import { findOrganisation, refused, type Identity } from './find-organisation.js';
import type { KnownCertificates } from './known-certificates.js';
import type { UnpackedRead } from './unpack-read.js';

/** Node roles that Fabric's MSP tells apart by organisational unit; an endorser's is the first. */
const PEER = 'peer';
const OTHER_ROLES: readonly string[] = ['client', 'admin', 'orderer'];

/** Whose an identity's bytes are. @throws READ_MALFORMED, READ_SIGNATURE_INVALID */
type Identify = (bytes: Uint8Array) => Identity;

/**
 * Steps 8 and 9: every endorsement holds, none occurs twice, and the endorsers belong to enough different operators.
 * The certificate of the client that asked must hold, too.
 * @throws READ_MALFORMED, READ_SIGNATURE_INVALID, ENDORSEMENT_TOO_FEW
 */
export function verifyEndorsements(
  read: UnpackedRead,
  root: TrustRoot,
  certificates: KnownCertificates,
): EndorsedRead['endorsers'] {
  const identify: Identify = (bytes) =>
    certificateErrorsRefused(() => findOrganisation(bytes, root, read.time, certificates));
  identify(read.signatureHeader.creator);
  const identities = read.endorsements.map((endorsement) => verifyEndorsement(read, endorsement, identify));
  const keys = new Set(identities.map(({ certificate }) => certificate.publicKey.keyId));
  if (keys.size !== identities.length) throw refused('one endorser occurs twice');
  const operators = [...new Set(identities.map(({ organisation }) => organisation.operator))].sort();
  if (operators.length < root.endorsement.threshold) {
    throw new QuanchengError(
      'ENDORSEMENT_TOO_FEW',
      `${operators.length} of ${root.endorsement.threshold} operators endorsed`,
    );
  }
  return operators.map((operator) => ({ operator, organisations: organisationsOf(identities, operator) }));
}

function verifyEndorsement(
  read: UnpackedRead,
  { endorser, signature }: UnpackedRead['endorsements'][number],
  identify: Identify,
): Identity {
  const identity = identify(endorser);
  const { mspId } = identity.organisation;
  const units = identity.certificate.organisationalUnits;
  if (!units.includes(PEER) || OTHER_ROLES.some((role) => units.includes(role)))
    throw refused(`${mspId}: not a peer`);
  const message = concatBytes(read.responsePayload, endorser);
  if (!verifySignature(identity.certificate.publicKey, message, readSignature(signature))) {
    throw refused(`${mspId}: the endorsement does not verify`);
  }
  return identity;
}

function readSignature(der: Uint8Array): Uint8Array {
  return certificateErrorsRefused(() => parseEcdsaSignature(der));
}

/** In a read, a certificate or signature that cannot be parsed is an endorsement that doesn't hold. */
function certificateErrorsRefused<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (cause) {
    if (!isQuanchengError(cause, 'CERTIFICATE_INVALID')) throw cause;
    throw new QuanchengError('READ_SIGNATURE_INVALID', cause.detail, { cause });
  }
}

function organisationsOf(identities: readonly Identity[], operator: string): readonly string[] {
  const mspIds = identities
    .filter((each) => each.organisation.operator === operator)
    .map((each) => each.organisation.mspId);
  return [...new Set(mspIds)].sort();
}
