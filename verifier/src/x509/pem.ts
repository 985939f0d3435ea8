import { decodeBase64, decodeUtf8, QuanchengError } from '@quancheng/protocol';

const CERTIFICATE =
  /^-----BEGIN CERTIFICATE-----\r?\n((?:[A-Za-z0-9+/=]{1,76}\r?\n)+)-----END CERTIFICATE-----(?:\r?\n)?$/;

/**
 * The DER bytes of one PEM certificate (RFC 7468), as Fabric's identities carry it. Nothing may stand around it.
 * @throws CERTIFICATE_INVALID
 */
export function parsePemCertificate(pem: Uint8Array): Uint8Array {
  try {
    const match = CERTIFICATE.exec(decodeUtf8(pem));
    if (match?.[1] !== undefined) return decodeBase64(match[1].replaceAll(/\r?\n/g, ''));
  } catch (cause) {
    throw new QuanchengError('CERTIFICATE_INVALID', 'PEM text', { cause });
  }
  throw new QuanchengError('CERTIFICATE_INVALID', 'not one PEM certificate');
}
