import { transition } from '../records/transition.js';
import type { WithCollateral } from './collateral.js';
import { assertionOf, loadOwn, nextPledge, recharge, resumed } from './next-pledge.js';
import { court, pledgee } from './pledge-actors.js';
import { documentBody, type DocumentBody } from './pledge-forms.js';
import type { Pledge } from './pledge.js';

/**
 * The pledgee, or a court, says that the release was wrong. That is notice to whoever searches from now on and takes
 * nothing from anybody: only a court’s document gives the pledge back.
 */
export const disputePledge = transition<Pledge, DocumentBody, object>({
  from: ['released'],
  to: ['disputed'],
  body: documentBody,
  load: () => Promise.resolve({}),
  by: [[pledgee], [court]],
  rules: [],
  apply: ({ target, body: { document }, command, at }) =>
    nextPledge(target, {
      document,
      status: 'disputed',
      dispute: assertionOf(command, at, document),
    }),
});

/** Whoever disputed gives it up, or a court finds the release right. The dispute stays on record. */
export const endDispute = transition<Pledge, DocumentBody, object>({
  from: ['disputed'],
  to: ['released'],
  body: documentBody,
  load: () => Promise.resolve({}),
  by: [[pledgee], [court]],
  rules: [],
  apply: ({ target, body }) => nextPledge(target, { ...body, status: 'released' }),
});

/**
 * A court’s document says that the release never was. The pledge keeps both its ranks, ahead of what was recorded in
 * between, whether or not there is room for all of it: how they share is the court’s to say.
 */
export const reinstatePledge = transition<Pledge, DocumentBody, WithCollateral['others']>({
  from: ['released', 'disputed'],
  to: ['registered', 'active', 'partly-released', 'enforcing'],
  body: documentBody,
  load: loadOwn,
  by: [[court]],
  rules: [],
  apply: ({ target, body: { document }, others, command, at }) => {
    const reinstated = assertionOf(command, at, document);
    const dispute = { ...(target.dispute ?? reinstated), reinstated };
    return resumed(
      target,
      { document, status: target.resumes ?? 'active', dispute },
      recharge(target, others.collateral, at, document),
    );
  },
});
