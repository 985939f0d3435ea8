import { type Envelope, isQuanchengError } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import { sleep } from '../back-off.js';
import type { Deposited, DoublePromise, OtherPromise } from '../deposited.js';
import type { Gateway } from '../gateways/gateway.js';
import { askForPromise, type AskedDeposit } from './ask-for-promise.js';

/** A deposit that one gateway has promised and that another may have taken as well. */
export interface OpenOutcome {
  readonly deposit: AskedDeposit;
  /** Whose answer never came. */
  readonly gateway: Gateway;
  readonly kept: OtherPromise;
}

/** Which deposits may have been taken twice, until the gateways in question have said so. */
export interface OutcomeKeeper {
  /**
   * What stays open is asked again when the gateway answers again.
   * @param asks whether it is asked at once as well, for a moment
   * @returns what is known by now
   */
  add(
    outcomes: readonly OpenOutcome[],
    asks: boolean,
  ): Promise<Pick<Deposited, 'alsoPromisedBy' | 'unsettled'>>;
  /** Asks a gateway that answers again about everything that is open there. */
  onRecovered(gateway: Gateway): void;
  /** Asks until nothing is open, or that time is over. @param patience milliseconds */
  settle(patience: number): Promise<void>;
  readonly open: readonly OpenOutcome[];
  readonly doubles: readonly DoublePromise[];
}

export interface KeeperOptions {
  readonly trustRoot: () => TrustRoot;
  readonly onDouble: (double: DoublePromise) => void;
  /** Whether who asks may see what was sent: else “unknown” says nothing. */
  readonly mayRead: (sent: Envelope) => boolean;
  /**
   * Milliseconds for which a gateway must have answered before its “unknown” counts: what lay in its socket while it hung
   * may still be on its way into the log.
   */
  readonly quiet: number;
}

/** Milliseconds. */
const AT_ONCE = 1_000;
const BETWEEN = 500;

export function newOutcomeKeeper({ trustRoot, onDouble, mayRead, quiet }: KeeperOptions): OutcomeKeeper {
  const open = new Map<string, OpenState>();
  const doubles: DoublePromise[] = [];

  async function ask(name: string, limit?: number): Promise<OtherPromise | undefined> {
    const state = open.get(name);
    if (state === undefined) return undefined;
    const { gateway, deposit, kept } = state.outcome;
    try {
      const also = await askForPromise(gateway, deposit, trustRoot(), limit);
      // Two addresses may lead to one log, which has one promise.
      if (!open.delete(name) || also.origin === kept.origin) return undefined;
      const double = { participant: deposit.participant, id: deposit.id, kept, also };
      doubles.push(double);
      onDouble(double);
      return also;
    } catch (error) {
      if (isQuanchengError(error, 'PROMISE_BROKEN')) open.delete(name);
      if (!mayRead(deposit.sent) || !isQuanchengError(error, 'RECORD_UNKNOWN')) return undefined;
      state.since ??= performance.now();
      if (performance.now() - state.since >= quiet) open.delete(name);
      return undefined;
    }
  }

  async function askAll(names: readonly string[]): Promise<void> {
    for (const name of names) await ask(name);
  }

  return {
    async add(outcomes, asks) {
      const names = outcomes.map((outcome) => {
        const name = nameOf(outcome);
        if (!open.has(name)) open.set(name, { outcome, since: undefined });
        return name;
      });
      const answers = await Promise.all(asks ? names.map((name) => ask(name, AT_ONCE)) : []);
      return {
        alsoPromisedBy: answers.filter((each) => each !== undefined),
        unsettled: names.flatMap((name) => open.get(name)?.outcome.gateway.url ?? []),
      };
    },
    onRecovered(gateway) {
      const names = [...open].filter(([, { outcome }]) => outcome.gateway.url === gateway.url);
      void askAll(names.map(([name]) => name));
    },
    async settle(patience) {
      const end = performance.now() + patience;
      for (;;) {
        await askAll([...open.keys()]);
        if (open.size === 0 || performance.now() + BETWEEN > end) return;
        await sleep(BETWEEN);
      }
    },
    get open() {
      return [...open.values()].map(({ outcome }) => outcome);
    },
    doubles,
  };
}

interface OpenState {
  readonly outcome: OpenOutcome;
  /** From when on the gateway is known to answer, by performance.now(). */
  since: number | undefined;
}

function nameOf({ gateway, deposit: { participant, id, isBatch } }: OpenOutcome): string {
  return `${gateway.url} ${isBatch ? 'batch' : 'record'} ${participant} ${id}`;
}
