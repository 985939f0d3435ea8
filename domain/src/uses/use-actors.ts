import type { Actor } from '../records/actor.js';
import type { Use } from './use.js';

export { anyone } from '../records/office-actors.js';

interface WithTarget {
  readonly target: Use;
}

export const provider: Actor<WithTarget> = {
  name: 'provider',
  role: 'participant',
  among: ({ target }) => [target.provider],
};

export const recipient: Actor<WithTarget> = {
  name: 'recipient',
  role: 'participant',
  among: ({ target }) => [target.consumer],
};
