import { contentsOf, type Contents } from '../records/record.js';
import type { Effect } from '../records/transition.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Reader } from '../records/reader.js';
import type { Amendment } from '../records/amendment.js';
import {
  charge,
  encumber,
  loadCollateral,
  pledgesOf,
  runningSlots,
  type Collateral,
  type WithCollateral,
} from './collateral.js';
import type { Lien } from './encumbrance.js';
import type { Assertion, Pledge } from './pledge.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { CommandHead } from '../commands/command.js';

/** What every order about a pledge that exists looks at. */
export async function loadOwn(
  { target }: { readonly target: Pledge },
  read: Reader,
): Promise<WithCollateral['others']> {
  return { collateral: await loadCollateral(target.certificate, read) };
}

/** A pledge’s next version. The document is that of this version only. */
export function nextPledge(
  target: Pledge,
  changes: Partial<Contents<Pledge>>,
  amendments: readonly Amendment[] = [],
): Effect<Pledge> {
  const { document, ...kept } = contentsOf(target);
  return { record: { ...kept, ...changes }, amendments, collections: [pledgesOf(target.certificate)] };
}

/** The same without the status that it would have returned to. */
export function resumed(
  { resumes, ...target }: Pledge,
  changes: Partial<Contents<Pledge>>,
  amendments: readonly Amendment[] = [],
): Effect<Pledge> {
  return nextPledge(target, changes, amendments);
}

/** Takes the pledge off its certificate. */
export function discharge(
  { id }: Pledge,
  collateral: Collateral,
  at: LedgerTime,
  document?: DigestPair,
): readonly Amendment[] {
  const others = collateral.liens.filter(({ pledge }) => pledge !== id);
  return charge(collateral, others, runningSlots(collateral, at), document);
}

/** Puts it there again. */
export function recharge(
  target: Pledge,
  collateral: Collateral,
  at: LedgerTime,
  document: DigestPair,
): readonly Amendment[] {
  const { id: pledge, pledgee, right, portion, exclusive, external } = target;
  const lien = { pledge, pledgee, right, portion, exclusive };
  const numbered =
    external === undefined
      ? lien
      : { ...lien, external: { registry: external.registry, number: external.number } };
  return charge(collateral, [...collateral.liens, numbered], runningSlots(collateral, at), document);
}

/** Changes what the certificate’s encumbrance says of the pledge. */
export function amendLien(
  { id }: Pledge,
  collateral: Collateral,
  at: LedgerTime,
  changes: Partial<Lien>,
): Amendment {
  const liens = collateral.liens.map((lien) => (lien.pledge === id ? { ...lien, ...changes } : lien));
  return encumber(collateral, liens, runningSlots(collateral, at));
}

/** Somebody’s word, as the order gives it. */
export function assertionOf({ participant }: CommandHead, at: LedgerTime, document: DigestPair): Assertion {
  return { by: participant, at, document };
}
