import type { Grant } from '../grants/grant.js';
import { isInForce } from '../grants/is-in-force.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Description } from './description.js';

interface Described {
  readonly description: Description;
}

interface WithGrant {
  readonly others: { readonly grant: Grant | undefined };
  readonly at: LedgerTime;
}

/**
 * The grant on which the data’s source rests; undefined if it names none, since not every authorisation is on this
 * ledger. @throws REFERENCE_UNKNOWN
 */
export async function loadSourceGrant(
  { description: { source } }: Described,
  read: Reader,
): Promise<Grant | undefined> {
  return source.grant === undefined ? undefined : await readExisting(read, 'grant', source.grant.name);
}

/**
 * That a certificate says of its grant what the grant says: its holder is the operator, the product is one of its own,
 * and the agreement ends no later. By `agreementEnds` the certificate’s own end is judged.
 */
export function grantFits<Given extends WithGrant>(
  contentOf: (facts: Given) => Described,
  holderOf: (facts: Given) => string,
): Rule<Given> {
  return {
    code: 'GRANT_MISMATCH',
    holds: (facts) => {
      const { grant } = facts.others;
      const { source } = contentOf(facts).description;
      return grant === undefined || (grant.operator === holderOf(facts) && isOfGrant(source, grant));
    },
    detail: ({ others: { grant } }) =>
      `${grant?.id ?? ''} is ${grant?.operator ?? ''}’s until ${grant?.terms.to ?? ''}`,
  };
}

function isOfGrant({ kind, grant, agreementEnds }: Description['source'], { terms }: Grant): boolean {
  return (
    kind === 'authorised' &&
    agreementEnds !== undefined &&
    agreementEnds <= terms.to &&
    terms.products.some(({ name }) => name === grant?.product)
  );
}

export const grantInForce: Rule<WithGrant> = {
  code: 'GRANT_NOT_IN_FORCE',
  holds: ({ others: { grant }, at }) => grant === undefined || isInForce(grant, at),
  detail: ({ others: { grant } }) => `${grant?.id ?? ''} is ${grant?.status ?? ''}`,
};
