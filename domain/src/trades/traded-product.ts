import type { Certificate } from '../certificates/certificate.js';
import { isFrozen, isLive } from '../certificates/is-live.js';
import { loadSourceGrant, grantInForce } from '../certificates/source-grant.js';
import type { Grant } from '../grants/grant.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Trade } from './trade.js';

/** The product’s certificate, and the grant on which it rests if that is on this ledger. */
export interface TradedProduct {
  readonly certificate: Certificate;
  readonly grant: Grant | undefined;
}

interface WithProduct {
  readonly others: TradedProduct;
  readonly at: LedgerTime;
}

/** @throws REFERENCE_UNKNOWN */
export async function loadProduct(name: string, read: Reader): Promise<TradedProduct> {
  const certificate = await readExisting(read, 'certificate', name);
  return { certificate, grant: await loadSourceGrant(certificate, read) };
}

/** What must be so at the listing, and again whenever the seller commits itself to the product. */
export function productRules<Given extends WithProduct>(
  offerOf: (facts: Given) => Pick<Trade, 'seller' | 'use'>,
): readonly Rule<Given>[] {
  return [
    {
      code: 'PRODUCT_INVALID',
      holds: ({ others: { certificate } }) => certificate.type === 'product',
      detail: ({ others: { certificate } }) => `${certificate.id} is a certificate of a ${certificate.type}`,
    },
    {
      code: 'PRODUCT_NOT_HELD',
      holds: (facts) => facts.others.certificate.holder === offerOf(facts).seller,
      detail: ({ others: { certificate } }) => `${certificate.holder} holds it`,
    },
    {
      code: 'PRODUCT_NOT_LIVE',
      holds: ({ others: { certificate }, at }) => isLive(certificate, at),
      detail: ({ others: { certificate } }) =>
        `it is ${certificate.status}, valid until ${certificate.validTo ?? 'never'}`,
    },
    {
      code: 'CERTIFICATE_FROZEN',
      holds: ({ others: { certificate }, at }) => !isFrozen(certificate, at),
      detail: ({ others: { certificate } }) =>
        `frozen by ${certificate.freezes.map(({ court }) => court).join(', ')}`,
    },
    grantInForce,
    {
      code: 'USE_EXCEEDS_GRANT',
      holds: (facts) => isAllowedUse(facts.others, offerOf(facts)),
      detail: ({ others: { certificate } }) =>
        `its grant has ${certificate.description.source.grant?.product ?? ''} for another use`,
    },
  ];
}

function isAllowedUse({ certificate, grant }: TradedProduct, { use }: Pick<Trade, 'use'>): boolean {
  const { grant: source } = certificate.description.source;
  return (
    grant === undefined ||
    grant.terms.products.some(({ name, use: allowed }) => name === source?.product && allowed === use.kind)
  );
}
