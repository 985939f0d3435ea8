import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { court } from '../records/office-actors.js';
import { ownerOf } from '../records/record-name.js';
import { contentsOf } from '../records/record.js';
import { transition } from '../records/transition.js';
import type { Report } from './report.js';

const challengeBody = objectOf({ document: digestPairForm });
const decisionBody = objectOf({ ground: textForm, document: digestPairForm });

type ChallengeBody = ValueOf<typeof challengeBody>;
type DecisionBody = ValueOf<typeof decisionBody>;

interface WithTarget {
  readonly target: Report;
}

const assessor: Actor<WithTarget> = {
  name: 'assessor',
  role: 'participant',
  among: ({ target }) => [target.assessor],
};

/** Under its own name, as an objection to a certificate is. */
const challenger: Actor<unknown> = { name: 'challenger', role: 'participant' };

/** Whoever gave the licence answers for how it is used. */
const granter = (role: 'registrar' | 'regulator'): Actor<WithTarget> => ({
  name: `the ${role} who licensed it`,
  role,
  among: ({ target }) => [ownerOf(target.licence)],
});

const deciders = [[granter('registrar')], [granter('regulator')], [court]];

/** The assessor takes its report back; that it was given stays. */
export const withdrawReport = transition<Report, DecisionBody, object>({
  from: ['in-force', 'challenged'],
  to: ['withdrawn'],
  body: decisionBody,
  load: loadNothing,
  by: [[assessor]],
  rules: [],
  apply: ({ target, body, command }) => end(target, body, command.participant, 'withdrawn'),
});

/** Another says that the report is wrong; nobody relies on it until that is decided. */
export const challengeReport = transition<Report, ChallengeBody, object>({
  from: ['in-force'],
  to: ['challenged'],
  body: challengeBody,
  load: loadNothing,
  by: [[challenger]],
  rules: [
    {
      code: 'CHALLENGE_OWN',
      holds: ({ target, command }) => command.participant !== target.assessor,
      detail: ({ target }) => `${target.assessor} signed it, and would withdraw it`,
    },
  ],
  apply: ({ target, body, command, at }) => ({
    record: {
      ...contentsOf(target),
      status: 'challenged',
      challenge: { by: command.participant, at, document: body.document },
    },
    collections: [`reports/${target.subject.name}`],
  }),
});

/** The challenge is found to be unfounded. */
export const dismissChallenge = transition<Report, DecisionBody, object>({
  from: ['challenged'],
  to: ['in-force'],
  body: decisionBody,
  load: loadNothing,
  by: deciders,
  rules: [],
  apply: ({ target, body, command }) => end(target, body, command.participant, 'in-force'),
});

/** The challenge is found to be right. */
export const annulReport = transition<Report, DecisionBody, object>({
  from: ['challenged'],
  to: ['annulled'],
  body: decisionBody,
  load: loadNothing,
  by: deciders,
  rules: [],
  apply: ({ target, body, command }) => end(target, body, command.participant, 'annulled'),
});

function end(target: Report, body: DecisionBody, by: string, status: Report['status']) {
  return {
    record: { ...contentsOf(target), status, decision: { by, ...body } },
    collections: [`reports/${target.subject.name}`],
  };
}
