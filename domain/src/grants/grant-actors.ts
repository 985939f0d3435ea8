import type { Actor } from '../records/actor.js';
import type { Grant } from './grant.js';

interface WithTarget {
  readonly target: Grant;
}

/** Whoever plans a grant will be its grantor (实施机构). */
export const planner: Actor<unknown> = { name: 'grantor', role: 'participant' };

export const grantor: Actor<WithTarget> = {
  name: 'grantor',
  role: 'participant',
  among: ({ target }) => [target.grantor],
};

export const operator: Actor<WithTarget> = {
  name: 'operator',
  role: 'participant',
  among: ({ target }) => [target.operator],
};

/** One of those who have shared data with the grantor. */
export const provider: Actor<WithTarget> = {
  name: 'provider of shared data',
  role: 'participant',
  among: ({ target }) => target.terms.shared.map((each) => each.provider),
};
