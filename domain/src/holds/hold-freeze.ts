import type { Certificate, Freeze } from '../certificates/certificate.js';
import { nextContents } from '../certificates/next-contents.js';
import type { Amendment } from '../records/amendment.js';
import { isSameDigest, type DigestPair } from '../records/digest-pair.js';

export function isFrozenBy({ freezes }: Certificate, document: DigestPair): boolean {
  return freezes.some((each) => isSameDigest(each.document, document));
}

/** The court's order, as `certificate.freeze` would write it. */
export function freezeCertificates(
  certificates: readonly Certificate[],
  freeze: Freeze,
): readonly Amendment[] {
  return certificates.map((certificate) =>
    amend(certificate, freeze.document, [...certificate.freezes, freeze]),
  );
}

/** What is still frozen by the order is released; the court may have released some of it before. */
export function unfreezeCertificates(
  certificates: readonly Certificate[],
  order: DigestPair,
  document: DigestPair,
): readonly Amendment[] {
  return certificates
    .filter((certificate) => isFrozenBy(certificate, order))
    .map((certificate) =>
      amend(
        certificate,
        document,
        certificate.freezes.filter((each) => !isSameDigest(each.document, order)),
      ),
    );
}

function amend(certificate: Certificate, document: DigestPair, freezes: readonly Freeze[]): Amendment {
  const contents = nextContents(certificate, { document, freezes });
  return { kind: 'certificate', id: certificate.id, before: certificate, contents };
}
