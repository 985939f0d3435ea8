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
    const roles: string[] = actors.map((actor) => actor.role);
    const own = roles.indexOf(role);
    if (roles.length === others + 1 && own >= 0) return roles.toSpliced(own, 1);
  }
  return [];
}
