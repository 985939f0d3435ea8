import type { Actor } from '../records/actor.js';
import type { Use } from './use.js';

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

export const anyone: Actor<unknown> = { name: 'anyone', role: 'participant' };
