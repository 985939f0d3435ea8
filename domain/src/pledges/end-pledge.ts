import type { Rule } from '../records/rule.js';
import { emptyBody } from '../records/nothing.js';
import { transition } from '../records/transition.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { WithCollateral } from './collateral.js';
import { discharge, loadOwn, nextPledge, resumed } from './next-pledge.js';
import { anyone, court, owner, pledgee } from './pledge-actors.js';
import { documentBody, type DocumentBody } from './pledge-forms.js';
import type { Pledge } from './pledge.js';

type Others = WithCollateral['others'];

/** The pledgee gives up a contract that was never registered externally. */
export const withdrawPledge = transition<Pledge, DocumentBody, Others>({
  from: ['contracted'],
  to: ['withdrawn'],
  body: documentBody,
  load: loadOwn,
  by: [[pledgee]],
  rules: [],
  apply: ({ target, body: { document }, others, at }) =>
    nextPledge(target, { document, status: 'withdrawn' }, discharge(target, others.collateral, at, document)),
});

const filingOver: Rule<{ readonly target: Pledge; readonly at: LedgerTime }> = {
  code: 'PLEDGE_FILING_OPEN',
  holds: ({ target, at }) => at.time >= target.filingDue,
  detail: ({ target }) => `it may be registered until ${target.filingDue}`,
};

/** Nobody registered it in time: it must not keep the certificate from others for ever. */
export const dropPledge = transition<Pledge, object, Others>({
  from: ['contracted'],
  to: ['withdrawn'],
  body: emptyBody,
  load: loadOwn,
  by: [[anyone]],
  rules: [filingOver],
  apply: ({ target, others, at }) =>
    nextPledge(target, { status: 'withdrawn' }, discharge(target, others.collateral, at)),
});

/** The debt is not paid, or what the contract names has happened (民法典 436). */
export const enforcePledge = transition<Pledge, DocumentBody, object>({
  from: ['active', 'partly-released', 'lapsed'],
  to: ['enforcing'],
  body: documentBody,
  load: () => Promise.resolve({}),
  by: [[pledgee], [court]],
  rules: [],
  apply: ({ target, body }) => resumed(target, { ...body, status: 'enforcing' }),
});

/** It has been enforced, as both say or a court does. */
export const closePledge = transition<Pledge, DocumentBody, Others>({
  from: ['enforcing'],
  to: ['closed'],
  body: documentBody,
  load: loadOwn,
  by: [[owner, pledgee], [court]],
  rules: [],
  apply: ({ target, body: { document }, others, at }) =>
    nextPledge(target, { document, status: 'closed' }, discharge(target, others.collateral, at, document)),
});
