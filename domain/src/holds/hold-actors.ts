import type { Actor } from '../records/actor.js';
import type { CommandHead } from '../commands/command.js';
import type { Hold, HoldMeasure } from './hold.js';

interface WithTarget {
  readonly target: Hold;
}

interface Filing {
  readonly body: { readonly measure: HoldMeasure };
  readonly command: CommandHead;
}

/** Any commission files, for a case of its own. */
export const filingCommission: Actor<unknown> = { name: 'arbitration commission', role: 'arbitration' };

/** A court signs a freeze, and nothing else: its signature must not lend weight to what it did not order. */
export const orderingCourt: Actor<Filing> = {
  name: 'court, for a freeze',
  role: 'court',
  among: ({ body, command }) => (body.measure === 'freeze' ? courtsOf(command) : []),
};

export function courtsOf({ signers }: CommandHead): readonly string[] {
  return signers.filter(({ role }) => role === 'court').map(({ participant }) => participant);
}

export const commission: Actor<WithTarget> = {
  name: 'the commission that filed it',
  role: 'arbitration',
  among: ({ target }) => [target.commission],
};

/** What a court froze only that court releases. */
export const releasingCommission: Actor<WithTarget> = {
  ...commission,
  name: 'the commission that filed it, except a freeze',
  among: ({ target }) => (target.court === undefined ? [target.commission] : []),
};

export const releasingCourt: Actor<WithTarget> = {
  name: 'the court that ordered the freeze',
  role: 'court',
  among: ({ target }) => (target.court === undefined ? [] : [target.court]),
};

export const custodian: Actor<WithTarget> = {
  name: 'custodian',
  role: 'participant',
  among: ({ target }) => target.custodians,
};
