import { objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import type { Machine } from '../records/machine.js';
import { emptyBody } from '../records/nothing.js';
import { anyone } from '../records/office-actors.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, transition, type Facts } from '../records/transition.js';
import { owner as holder } from '../pledges/pledge-actors.js';
import {
  encumber,
  endOfWindow,
  loadCollateral,
  pledgesOf,
  runningSlots,
  type WithCollateral,
} from '../pledges/collateral.js';
import { takingMembers } from '../pledges/pledge-forms.js';
import { chargeable, roomRules, securable } from '../pledges/taking-rules.js';
import { priorityStatuses, type Priority } from './priority.js';

const reserveBody = objectOf({ ...takingMembers, owner: participantIdForm });

type ReserveBody = ValueOf<typeof reserveBody>;
type Others = WithCollateral['others'];
type ReserveFacts = Facts<undefined, ReserveBody, Others>;

const lender: Actor<{ readonly body: ReserveBody }> = {
  name: 'lender',
  role: 'participant',
  among: ({ body }) => [body.owner],
};

const owner: Actor<{ readonly target: Priority }> = {
  name: 'lender',
  role: 'participant',
  among: ({ target }) => [target.owner],
};

/**
 * A lender and the certificate’s holder keep a place for what the lender is about to lend. Both sign: a lender alone
 * could keep everybody else away.
 */
const reserve = creation<Priority, ReserveBody, Others>({
  to: ['running'],
  body: reserveBody,
  load: async ({ body }, read) => ({ collateral: await loadCollateral(body.certificate, read) }),
  by: [[lender, holder]],
  rules: [
    ...chargeable,
    ...securable,
    ...roomRules<ReserveFacts>(({ others, at }) => runningSlots(others.collateral, at)),
  ],
  apply: ({ body, others: { collateral }, command, at }) => {
    const until = endOfWindow(at, collateral);
    const { certificate, ...share } = body;
    const slot = { priority: command.target, ...share, until };
    return {
      record: { status: 'running', ...body, order: collateral.nextNumber, until },
      amendments: [encumber(collateral, collateral.liens, [...runningSlots(collateral, at), slot])],
      collections: [pledgesOf(certificate)],
    };
  },
});

function end(status: 'withdrawn' | 'lapsed') {
  return ({ target, others: { collateral }, at }: Facts<Priority, object, Others>) => ({
    record: { ...contentsOf(target), status },
    amendments: [
      encumber(
        collateral,
        collateral.liens,
        runningSlots(collateral, at).filter(({ priority }) => priority !== target.id),
      ),
    ],
    collections: [pledgesOf(target.certificate)],
  });
}

const windowOver: Rule<Facts<Priority, object, Others>> = {
  code: 'PRIORITY_RUNNING',
  holds: ({ target, at }) => at.time >= target.until,
  detail: ({ target }) => `it runs until ${target.until}`,
};

const loadOwn = async (
  { target }: { readonly target: Priority },
  read: Parameters<typeof loadCollateral>[1],
): Promise<Others> => ({ collateral: await loadCollateral(target.certificate, read) });

/** Priority searches. A pledge that uses one makes it `used`. */
export const priorityMachine = {
  kind: 'priority',
  statuses: priorityStatuses,
  transitions: {
    'priority.reserve': reserve,
    'priority.withdraw': transition<Priority, object, Others>({
      from: ['running'],
      to: ['withdrawn'],
      body: emptyBody,
      load: loadOwn,
      by: [[owner]],
      rules: [],
      apply: end('withdrawn'),
    }),
    'priority.lapse': transition<Priority, object, Others>({
      from: ['running'],
      to: ['lapsed'],
      body: emptyBody,
      load: loadOwn,
      by: [[anyone]],
      rules: [windowOver],
      apply: end('lapsed'),
    }),
  },
} satisfies Machine<'priority'>;
