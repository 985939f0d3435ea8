import type { Actor } from './actor.js';
import { ownerOf } from './record-name.js';
import type { RecordHead } from './record.js';

// Actors that any record may know: whoever holds an office, or anyone at all.
export const registrar: Actor<unknown> = { name: 'registrar', role: 'registrar' };
export const court: Actor<unknown> = { name: 'court', role: 'court' };
export const anyone: Actor<unknown> = { name: 'anyone', role: 'participant' };

/** The registrar in whose name space the record is. */
export const owningRegistrar: Actor<{ readonly target: RecordHead }> = {
  name: 'its owner, a registrar',
  role: 'registrar',
  among: ({ target }) => [ownerOf(target.id)],
};

export const regulator: Actor<unknown> = { name: 'regulator', role: 'regulator' };

/** The regulator in whose name space the record is. */
export const owningRegulator: Actor<{ readonly target: RecordHead }> = {
  name: 'its owner, a regulator',
  role: 'regulator',
  among: ({ target }) => [ownerOf(target.id)],
};
