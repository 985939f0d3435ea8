import { newParty } from '../../rights/support/parties.js';

/** Who acts in the market's cases besides those of the rights; each is registered as the type that is named. */
export const grantor = newParty('data-bureau');
export const regulator = newParty('data-authority', 'regulator');
export const court = newParty('city-court', 'court');
export const exchange = newParty('data-exchange');
export const arbitration = newParty('arbitration-commission', 'arbitration');
export const lenders = [newParty('first-bank'), newParty('second-bank')] as const;

export const marketParties = [
  [grantor, 'agency'],
  [regulator, 'regulator'],
  [court, 'court'],
  [exchange, 'exchange'],
  [arbitration, 'arbitration'],
  [lenders[0], 'bank'],
  [lenders[1], 'bank'],
] as const;
