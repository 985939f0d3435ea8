import { encodeHex, equalBytes, isQuanchengError } from '@quancheng/protocol';
import { proveAnchoredFork, proveFork, stateKeys, type FraudProof } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { LedgerView } from '../sources/ledger-view.js';
import type { Point } from './points.js';

/** Trees of one size that differ: that needs no tiles to be seen. */
export async function judgePoints(
  origin: string,
  points: readonly Point[],
  findings: Findings,
  ledger: LedgerView,
): Promise<void> {
  const bySize = new Map<number, Point>();
  for (const point of points) {
    const other = bySize.get(point.size);
    if (other === undefined) bySize.set(point.size, point);
    else if (!equalBytes(point.root, other.root)) await raise(origin, other, point, findings, ledger);
  }
}

async function raise(
  origin: string,
  left: Point,
  right: Point,
  findings: Findings,
  ledger: LedgerView,
): Promise<void> {
  const proof = await proofOf(origin, left, right, ledger);
  const describe = ({ by, root }: Point): string => `${by} has root ${encodeHex(root)}`;
  await findings.raise({
    code: 'WATCH_FORK',
    subject: `${origin} size ${left.size}`,
    detail: `two trees of size ${left.size}: ${describe(left)}, ${describe(right)}`,
    ...(proof === undefined ? {} : { proof }),
  });
}

async function proofOf(
  origin: string,
  left: Point,
  right: Point,
  ledger: LedgerView,
): Promise<FraudProof | undefined> {
  if (left.note !== undefined && right.note !== undefined) return proveFork(left.note, right.note);
  const note = left.note ?? right.note;
  return note === undefined ? undefined : proveAgainstAnchor(origin, left.size, note, ledger);
}

/** Undefined if there is no such anchor, or the ledger is away: then a later round proves it. */
export async function proveAgainstAnchor(
  origin: string,
  size: number,
  note: string,
  ledger: LedgerView,
): Promise<FraudProof | undefined> {
  try {
    return proveAnchoredFork(note, await ledger.prove([stateKeys.anchor(origin, size)]));
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return undefined;
  }
}
