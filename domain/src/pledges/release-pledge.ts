import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm, isSameDigest, type DigestPair } from '../records/digest-pair.js';
import { recordNameForm } from '../records/record-name.js';
import type { Rule } from '../records/rule.js';
import { transition } from '../records/transition.js';
import type { WithCollateral } from './collateral.js';
import { amendLien, discharge, loadOwn, nextPledge } from './next-pledge.js';
import { court, pledgee } from './pledge-actors.js';
import { termsMembers } from './pledge-forms.js';
import type { Pledge } from './pledge.js';

type Others = WithCollateral['others'];

/** Which pledge is meant, told twice: by its name as the target, and by what it secures and what it lies on. */
const releaseMembers = {
  document: digestPairForm,
  certificate: recordNameForm,
  right: textForm,
  debt: digestPairForm,
};

const releaseBody = objectOf(releaseMembers);
const releasePartBody = objectOf({
  ...releaseMembers,
  remaining: digestPairForm,
  portion: termsMembers.portion,
});

type ReleaseBody = ValueOf<typeof releaseBody>;
type ReleasePartBody = ValueOf<typeof releasePartBody>;

interface Naming {
  readonly target: Pledge;
  readonly body: { readonly certificate: string; readonly right: string; readonly debt: DigestPair };
}

const namedRight: readonly Rule<Naming>[] = [
  {
    code: 'RELEASE_COLLATERAL_MISMATCH',
    holds: ({ target, body }) => body.certificate === target.certificate && body.right === target.right,
    detail: ({ target }) => `${target.id} lies on ${target.right} of ${target.certificate}`,
  },
  {
    code: 'RELEASE_AMOUNT_MISMATCH',
    holds: ({ target, body }) => isSameDigest(body.debt, target.debt),
    detail: ({ target }) => `${target.id} secures the debt ${target.debt.sha256}`,
  },
];

const noLarger: Rule<{ readonly target: Pledge; readonly body: { readonly portion: number } }> = {
  code: 'RELEASE_PART_LARGER',
  holds: ({ target, body }) => body.portion <= target.portion,
  detail: ({ target }) => `it takes up ${target.portion} percent`,
};

/** The pledgee, or a court in its place, gives one pledge up. */
export const releasePledge = transition<Pledge, ReleaseBody, Others>({
  from: ['registered', 'active', 'partly-released', 'lapsed', 'enforcing'],
  to: ['released'],
  body: releaseBody,
  load: loadOwn,
  by: [[pledgee], [court]],
  rules: namedRight,
  apply: ({ target, body: { document }, others, at }) =>
    nextPledge(
      target,
      { document, status: 'released', resumes: target.resumes ?? target.status },
      discharge(target, others.collateral, at, document),
    ),
});

/** A part of the debt is paid, and a part of the collateral perhaps free. */
export const releasePart = transition<Pledge, ReleasePartBody, Others>({
  from: ['active', 'partly-released'],
  to: ['partly-released'],
  body: releasePartBody,
  load: loadOwn,
  by: [[pledgee], [court]],
  rules: [...namedRight, noLarger],
  apply: ({ target, body: { document, remaining, portion }, others, at }) =>
    nextPledge(target, { document, status: 'partly-released', debt: remaining, portion }, [
      amendLien(target, others.collateral, at, { portion }),
    ]),
});
