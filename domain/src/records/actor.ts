import { QuanchengError, type CommandRole } from '@quancheng/protocol';
import type { CommandSigner } from '../commands/command.js';

/** Somebody who must sign a transition. */
export interface Actor<Facts> {
  /** As tables and refusals call it, for example `holder`. */
  readonly name: string;
  readonly role: CommandRole;
  /** Which participants it may be; absent: any that has the role. */
  readonly among?: (facts: Facts) => readonly string[];
  /** All of those must sign, not one of them; where `among` names nobody, nobody need. */
  readonly every?: true;
}

/** A set of actors, all of whom sign. */
export type Signatories<Facts> = readonly Actor<Facts>[];

/**
 * Exactly one of the sets must have signed, nobody missing and nobody besides.
 * @throws SIGNER_NOT_ENTITLED
 */
export function assertSignatories<Facts>(
  signers: readonly CommandSigner[],
  alternatives: readonly Signatories<Facts>[],
  facts: Facts,
): void {
  if (
    alternatives.some((actors) =>
      fits(
        signers,
        actors.flatMap((each) => eachOf(each, facts)),
        facts,
      ),
    )
  )
    return;
  throw new QuanchengError(
    'SIGNER_NOT_ENTITLED',
    `this action is signed by ${formatSignatories(alternatives)}`,
  );
}

/** For tables and refusals: `holder`, or `holder and transferee`, or several such sets. */
export function formatSignatories(alternatives: readonly Signatories<never>[]): string {
  return alternatives.map((actors) => actors.map(({ name }) => name).join(' and ')).join(', or ');
}

/** The single actors whom one stands for. */
function eachOf<Facts>(actor: Actor<Facts>, facts: Facts): Signatories<Facts> {
  const { among, every } = actor;
  if (every === undefined) return [actor];
  return (among?.(facts) ?? []).map((participant) => ({ ...actor, among: () => [participant] }));
}

/** Whether each signer can be given an actor of its own. The sets are small, so each way is tried. */
function fits<Facts>(signers: readonly CommandSigner[], actors: Signatories<Facts>, facts: Facts): boolean {
  const [signer, ...others] = signers;
  if (signer === undefined) return actors.length === 0;
  return actors.some(
    (actor, index) => isActor(signer, actor, facts) && fits(others, actors.toSpliced(index, 1), facts),
  );
}

function isActor<Facts>(signer: CommandSigner, actor: Actor<Facts>, facts: Facts): boolean {
  if (signer.role !== actor.role) return false;
  return actor.among === undefined || actor.among(facts).includes(signer.participant);
}
