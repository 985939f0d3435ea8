import type { Signatories } from '@quancheng/domain';
import type { ActionDescription } from './action-description.js';

/**
 * The role in which the first signer signs if it doesn't say: that of an ordinary participant where one may sign, else
 * the only one that the table has.
 */
export function defaultRole({ by }: ActionDescription): string {
  const roles = by.flatMap((actors) => actors.map(({ role }) => role));
  return roles.includes('participant') ? 'participant' : (roles[0] ?? 'participant');
}

/**
 * The roles left for the others when one signs in `role`, of the first set of signatories with so many members; empty
 * where the table has no such set.
 */
export function rolesOfOthers({ by }: ActionDescription, role: string, others: number): readonly string[] {
  for (const actors of by) {
    const roles = rolesOf(actors, others + 1);
    const own = roles.indexOf(role);
    if (own >= 0) return roles.toSpliced(own, 1);
  }
  return [];
}

/** The roles of a set with so many signers, where one actor may stand for several; empty if there is no such set. */
function rolesOf(actors: Signatories<never>, count: number): readonly string[] {
  const single = actors.filter(({ every }) => every === undefined).map(({ role }) => role);
  const [all] = actors.filter(({ every }) => every !== undefined);
  const missing = count - single.length;
  if (missing === 0) return single;
  return missing < 0 || all === undefined ? [] : [...single, ...Array<string>(missing).fill(all.role)];
}
