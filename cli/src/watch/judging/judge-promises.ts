import { isQuanchengError, parseTime } from '@quancheng/protocol';
import { proveLatePromise, stateKeys, type FraudProof } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { DoubledPromises } from '../promises/doubled.js';
import type { PendingPromise, PromiseStore, SettledPromise } from '../promises/promise-store.js';
import type { LedgerView } from '../sources/ledger-view.js';
import { newAnchorChain, type AnchorChain } from './anchor-chain.js';
import { judgePromise } from './judge-promise.js';
import type { AnchoredHead, Shown } from './points.js';

/** What promises of one log are held against. */
export interface PromiseContext {
  readonly origin: string;
  /** Trees that sources show, whatever they are. */
  readonly shown: readonly Shown[];
  /** Those of them that contain all that others vouch for. */
  readonly trusted: ReadonlySet<Shown>;
  /** Undefined while the ledger cannot be read. */
  readonly anchored: AnchoredHead | undefined;
  readonly store: PromiseStore;
  readonly doubled: DoubledPromises;
  readonly ledger: LedgerView;
  readonly findings: Findings;
  readonly now: number;
}

/** Milliseconds after the promised time for which clocks may differ. */
const SLACK = 60_000;
/** Milliseconds before the promised time from which on it is told, or a quarter of the time that there was. */
const DUE = 600_000;
/** So many are looked at between two writes of the archive. */
const AT_ONCE = 256;

/** Holds what was promised of a log against its trees and the ledger. */
export async function judgePromises(context: PromiseContext): Promise<void> {
  const { store, origin, anchored, ledger } = context;
  const chain = anchored && newAnchorChain(ledger, origin, anchored.size);
  let settled: SettledPromise[] = [];
  for (const pending of [...store.pending.values()]) {
    if (pending.promise.origin !== origin) continue;
    const outcome = await judgeOne(pending, context, chain);
    if (outcome !== undefined) settled.push(outcome);
    if (settled.length < AT_ONCE) continue;
    await store.settle(settled);
    settled = [];
  }
  await store.settle(settled);
}

async function judgeOne(
  pending: PendingPromise,
  context: PromiseContext,
  chain: AnchorChain | undefined,
): Promise<SettledPromise | undefined> {
  const { digest, promise } = pending;
  const { origin, first, size } = promise;
  const { anchored, findings, doubled, trusted } = context;
  const isCovered = anchored !== undefined && anchored.size >= first + size;
  await judgeTime(pending, isCovered, context, chain);
  for (const shown of context.shown) {
    const fate = await judgeIn(pending, shown, context);
    if (fate.kind === 'open') continue;
    if (fate.kind === 'broken') {
      const { index, proof } = fate;
      const detail = `${origin}, entry ${index}, promised as one of ${first} to ${first + size - 1}`;
      await findings.raise({
        code: 'WATCH_PROMISE_BROKEN',
        subject: digest,
        detail,
        ...(proof === undefined ? {} : { proof }),
      });
      if (proof !== undefined) return { digest, origin, first, size, outcome: 'broken', about: '' };
      continue;
    }
    await doubled.note({ origin, first, about: fate.about }, findings);
    if (isCovered && trusted.has(shown))
      return { digest, origin, first, size, outcome: 'kept', about: fate.about };
  }
  return undefined;
}

/** Tiles that cannot be read leave it open; what is wrong with them was told when the tree was judged. */
async function judgeIn({ digest, promise }: PendingPromise, shown: Shown, { store }: PromiseContext) {
  try {
    return await judgePromise(promise, () => store.envelope(digest), shown);
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    shown.source.tiles.clear();
    return { kind: 'open' } as const;
  }
}

/** Whether the promised time is over, or soon will be. */
async function judgeTime(
  pending: PendingPromise,
  isCovered: boolean,
  context: PromiseContext,
  chain: AnchorChain | undefined,
): Promise<void> {
  const { digest, promise } = pending;
  const { anchored, findings, now } = context;
  if (anchored === undefined || chain === undefined) return;
  const [received, includedBy] = [parseTime(promise.received), parseTime(promise.includedBy)];
  if (isCovered) await findings.fine('WATCH_PROMISE_DUE', digest);
  if (now <= includedBy - Math.min(DUE, (includedBy - received) / 4)) return;
  const { origin, first, size } = promise;
  const what = `${origin}, entries ${first} to ${first + size - 1}, by ${promise.includedBy}`;
  if (isCovered) return judgeCovering(pending, what, context, chain);
  if (now <= includedBy + SLACK) {
    return findings.raise({ code: 'WATCH_PROMISE_DUE', subject: digest, detail: what });
  }
  const proof = await proofOfLate(digest, stateKeys.log(origin), context);
  await raiseLate(digest, `${what}; ${anchored.size} are anchored at ${anchored.tick.time}`, proof, findings);
}

/** It is anchored now: was it in time? */
async function judgeCovering(
  { digest, promise }: PendingPromise,
  what: string,
  context: PromiseContext,
  chain: AnchorChain,
): Promise<void> {
  const { origin, first, size, includedBy } = promise;
  const anchor = await chain.covering(first + size - 1);
  if (anchor === undefined || parseTime(anchor.at.time) <= parseTime(includedBy)) return;
  const proof = await proofOfLate(digest, stateKeys.anchor(origin, anchor.size), context);
  await raiseLate(digest, `${what}; anchored at ${anchor.at.time}`, proof, context.findings);
}

function raiseLate(subject: string, detail: string, proof: FraudProof | undefined, findings: Findings) {
  const known = proof === undefined ? {} : { proof };
  return findings.raise({ code: 'WATCH_PROMISE_LATE', subject, detail, ...known });
}

/** Undefined until it is surely after the promised time (docs/specs/fraud-proof.md), or while nobody endorses a read. */
async function proofOfLate(
  digest: string,
  key: string,
  { ledger, store }: PromiseContext,
): Promise<FraudProof | undefined> {
  try {
    return proveLatePromise(await store.envelope(digest), await ledger.prove([key]));
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return undefined;
  }
}
