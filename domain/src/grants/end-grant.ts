import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import { shiftDays } from '../certificates/certificate-rules.js';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { emptyBody, loadNothing } from '../records/nothing.js';
import { anyone, court, regulator } from '../records/office-actors.js';
import { transition } from '../records/transition.js';
import { grantor, operator } from './grant-actors.js';
import { termOver } from './grant-rules.js';
import type { Grant } from './grant.js';
import { nextGrant } from './next-grant.js';

const terminateBody = objectOf({ document: digestPairForm, ground: textForm });

/** It ends before its term: by agreement, by the grantor as the agreement allows, or by an authority’s document. */
export const terminateGrant = transition<Grant, ValueOf<typeof terminateBody>, object>({
  from: ['signed', 'filed', 'active', 'suspended'],
  to: ['terminated'],
  body: terminateBody,
  load: loadNothing,
  by: [[grantor, operator], [grantor], [regulator], [court]],
  rules: [],
  apply: ({ target, body, at }) => ({
    record: nextGrant(target, { ...body, status: 'terminated', exitDue: exitDue(target, at.time) }),
  }),
});

/** Time has ended it; whoever notices records it. */
export const expireGrant = transition<Grant, object, object>({
  from: ['signed', 'filed', 'active', 'suspended'],
  to: ['expired'],
  body: emptyBody,
  load: loadNothing,
  by: [[anyone]],
  rules: [termOver],
  apply: ({ target }) => ({
    record: nextGrant(target, { status: 'expired', exitDue: exitDue(target, target.terms.to) }),
  }),
});

/** The operator says that it has left as the agreement demands, and by what evidence. */
export const exitGrant = transition<Grant, { readonly evidence: DigestPair }, object>({
  from: ['expired', 'terminated'],
  to: ['expired', 'terminated'],
  body: objectOf({ evidence: digestPairForm }),
  load: loadNothing,
  by: [[operator]],
  rules: [
    {
      code: 'GRANT_EXITED',
      holds: ({ target }) => target.exited === undefined,
      detail: ({ target }) => `it left ${target.exited?.at.time ?? ''}`,
    },
  ],
  apply: ({ target, body, at }) => ({
    record: nextGrant(target, { document: body.evidence, exited: { at, ...body } }),
  }),
});

function exitDue({ terms }: Grant, end: string): string {
  return shiftDays(end, terms.exit.days);
}
