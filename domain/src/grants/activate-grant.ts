import type { Amendment } from '../records/amendment.js';
import type { DigestPair } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { documentBody, type DocumentBody } from './conclude-grant.js';
import { grantor } from './grant-actors.js';
import { termBegun, termNotOver } from './grant-rules.js';
import type { Grant } from './grant.js';
import { nextGrant } from './next-grant.js';
import { isRenewableBy } from './terms-rules.js';

interface Others {
  readonly renewed: Grant | undefined;
}
type ActivateFacts = Facts<Grant, DocumentBody, Others>;

async function load({ target }: { readonly target: Grant }, read: Reader): Promise<Others> {
  const { renews } = target.terms;
  return { renewed: renews === undefined ? undefined : await readExisting(read, 'grant', renews) };
}

/** A suspension isn't got rid of by a renewal: it is lifted first. */
const renewable: Rule<ActivateFacts> = {
  code: 'GRANT_RENEWAL_MISMATCH',
  holds: ({ target, others }) => isRenewableBy({ ...target, ...others }, ['active', 'expired']),
  detail: ({ others: { renewed } }) => `${renewed?.id ?? ''} is ${renewed?.status ?? ''}`,
};

/** The data are opened to the operator, and the grant that this one renews gives way. */
export const activateGrant = transition<Grant, DocumentBody, Others>({
  from: ['filed'],
  to: ['active'],
  body: documentBody,
  load,
  by: [[grantor]],
  rules: [termBegun, termNotOver, renewable],
  apply: ({ target, body, others }) => ({
    record: nextGrant(target, { ...body, status: 'active' }),
    amendments: renewalOf(others, body.document),
  }),
});

/** One whose end is on record keeps it, with the exit that it demands. */
function renewalOf({ renewed }: Others, document: DigestPair): readonly Amendment[] {
  if (renewed?.status !== 'active') return [];
  const contents = nextGrant(renewed, { status: 'renewed', document });
  return [{ kind: 'grant', id: renewed.id, before: renewed, contents }];
}
