import { digestForm, objectOf, QuanchengError, textForm, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { regulator } from '../records/office-actors.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { grantor } from './grant-actors.js';
import { termNotOver } from './grant-rules.js';
import type { Grant, Suspension } from './grant.js';
import { nextGrant } from './next-grant.js';

const suspendBody = objectOf({ document: digestPairForm, ground: textForm });
/** `releases`: SHA-256 of the document by which it was suspended. */
const resumeBody = objectOf({ document: digestPairForm, releases: digestForm });

type SuspendBody = ValueOf<typeof suspendBody>;
type ResumeBody = ValueOf<typeof resumeBody>;
interface ResumeOthers {
  readonly released: Suspension;
}

const byAnotherDocument: Rule<Facts<Grant, SuspendBody, object>> = {
  code: 'GRANT_SUSPENSION_EXISTS',
  holds: ({ target, body }) => findSuspension(target, body.document.sha256) === undefined,
  detail: () => 'it is suspended by this document',
};

/** Nothing may rest on it until every suspension is lifted. */
export const suspendGrant = transition<Grant, SuspendBody, object>({
  from: ['active', 'suspended'],
  to: ['suspended'],
  body: suspendBody,
  load: loadNothing,
  by: [[grantor], [regulator]],
  rules: [byAnotherDocument],
  apply: ({ target, body, command, at }) => ({
    record: nextGrant(target, {
      document: body.document,
      status: 'suspended',
      suspensions: [...target.suspensions, { authority: command.participant, ...body, since: at }],
    }),
  }),
});

/** The grantor lifts what it ordered itself, and never what a regulator did. */
const suspendingGrantor: Actor<{ readonly target: Grant; readonly others: ResumeOthers }> = {
  name: 'the grantor that suspended it',
  role: 'participant',
  among: ({ target, others }) => (others.released.authority === target.grantor ? [target.grantor] : []),
};

export const resumeGrant = transition<Grant, ResumeBody, ResumeOthers>({
  from: ['suspended'],
  to: ['active', 'suspended'],
  body: resumeBody,
  load: ({ target, body }) => {
    const released = findSuspension(target, body.releases);
    if (released === undefined)
      throw new QuanchengError('REFERENCE_UNKNOWN', `no suspension by the document ${body.releases}`);
    return Promise.resolve({ released });
  },
  by: [[suspendingGrantor], [regulator]],
  rules: [termNotOver],
  apply: ({ target, body, others: { released } }) => {
    const suspensions = target.suspensions.filter((each) => each !== released);
    const status = suspensions.length === 0 ? 'active' : 'suspended';
    return { record: nextGrant(target, { document: body.document, status, suspensions }) };
  },
});

function findSuspension({ suspensions }: Grant, sha256: string): Suspension | undefined {
  return suspensions.find(({ document }) => document.sha256 === sha256);
}
