import { type Envelope, isQuanchengError, QuanchengError } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { Acknowledgement } from '../acknowledgement.js';
import type { Deposited } from '../deposited.js';
import { mayFailOver, mayRetry, wasNotTaken } from '../gateways/failover.js';
import type { Gateway } from '../gateways/gateway.js';
import type { GatewayPool } from '../gateways/gateway-pool.js';
import { type Judgement, tryGateways } from '../gateways/try-gateways.js';
import { verifyReceipt } from '../verify-receipt.js';
import type { OutcomeKeeper } from './outcome-keeper.js';

/** How deposits are sent so that each comes into one log, if that is possible, and into a second never unnoticed. */
export interface DepositPlan {
  readonly pool: GatewayPool;
  readonly keeper: OutcomeKeeper;
  readonly trustRoot: TrustRoot;
}

/** One envelope on its way into a log: of a single record, or of a batch. */
export interface SentDeposit {
  readonly sent: Envelope;
  readonly isBatch: boolean;
}

/**
 * Sends one deposit, the same bytes each time, to one gateway after the other until one has promised it.
 * @param sentTo addresses to which it may have been sent before
 * @throws a gateway's verdict, but only once no other can have taken the deposit; GATEWAY_UNREACHABLE and whatever may pass
 */
export async function depositOnce(
  plan: DepositPlan,
  deposit: SentDeposit,
  sentTo: readonly string[],
  post: (gateway: Gateway) => Promise<Acknowledgement>,
): Promise<Deposited> {
  const { pool } = plan;
  const unknown = new Map(sentTo.map((url) => [pool.at(url).url, pool.at(url)]));
  const judge = (error: QuanchengError, gateway: Gateway): Judgement => {
    if (isPromiseFault(error)) return 'final';
    if (mayFailOver(error)) {
      if (!wasNotTaken(error)) unknown.set(gateway.url, gateway);
      return mayRetry(error) ? 'again' : 'elsewhere';
    }
    unknown.delete(gateway.url);
    return unknown.size === 0 ? 'final' : 'elsewhere';
  };
  const { gateway, acknowledgement } = await tryGateways(
    pool,
    async (each) => ({ gateway: each, acknowledgement: await post(each) }),
    judge,
  ).catch((error: unknown) => {
    throw asOpen(error, [...unknown.keys()]);
  });
  unknown.delete(gateway.url);
  return settleNow(plan, { ...deposit, gateway, acknowledgement }, [...unknown.values()], true);
}

/** A deposit that is promised, where others may have it as well. */
export async function settleNow(
  { keeper, trustRoot }: Pick<DepositPlan, 'keeper' | 'trustRoot'>,
  taken: SentDeposit & { readonly gateway: Gateway; readonly acknowledgement: Acknowledgement },
  unknown: readonly Gateway[],
  asks: boolean,
): Promise<Deposited> {
  const { gateway, acknowledgement, sent, isBatch } = taken;
  const { participant, id, promise } = acknowledgement;
  const { origin } = verifyReceipt(acknowledgement, sent, trustRoot);
  const kept = { gateway: gateway.url, origin, promise };
  const deposit = { participant, id, isBatch, sent };
  const known = await keeper.add(
    unknown.map((each) => ({ deposit, gateway: each, kept })),
    asks,
  );
  return { ...acknowledgement, gateway: gateway.url, ...known };
}

/** It was taken; only that it was is not proven. Another log would promise it besides. */
function isPromiseFault(error: QuanchengError): boolean {
  return error.code === 'PROMISE_INVALID' || error.code === 'PROMISE_BROKEN';
}

/** A verdict that leaves open what became of the deposit at another gateway must not be taken for the last word. */
function asOpen(error: unknown, unknown: readonly string[]): unknown {
  if (!isQuanchengError(error) || unknown.length === 0 || mayFailOver(error) || isPromiseFault(error))
    return error;
  return new QuanchengError('GATEWAY_UNREACHABLE', `${unknown.join(', ')} may have it; ${error.message}`, {
    cause: error,
  });
}
