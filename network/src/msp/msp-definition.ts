import { X509Certificate } from 'node:crypto';
import { QuanchengError } from '@quancheng/protocol';

/** What makes an organisation recognisable: the certificates (PEM) of its authorities. */
export interface MspDefinition {
  readonly mspId: string;
  readonly rootCertificates: readonly string[];
  readonly intermediateCertificates: readonly string[];
  readonly tlsRootCertificates: readonly string[];
}

/** A certificate authority parsed once, for any number of verifications. */
export interface ParsedAuthority {
  readonly certificate: X509Certificate;
  readonly isRoot: boolean;
}

/** Parses the signing authorities of an organisation; throws MSP_INVALID if one is unreadable or no authority. */
export function parseAuthorities(definition: MspDefinition): readonly ParsedAuthority[] {
  const parse = (pem: string, isRoot: boolean): ParsedAuthority => {
    try {
      const certificate = new X509Certificate(pem);
      if (certificate.ca) {
        return { certificate, isRoot };
      }
    } catch (cause) {
      throw new QuanchengError('MSP_INVALID', `${definition.mspId} has an unreadable certificate`, { cause });
    }
    throw new QuanchengError('MSP_INVALID', `${definition.mspId} has a certificate that is no authority`);
  };
  return [
    ...definition.rootCertificates.map((pem) => parse(pem, true)),
    ...definition.intermediateCertificates.map((pem) => parse(pem, false)),
  ];
}
