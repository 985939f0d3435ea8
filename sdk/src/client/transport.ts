import { isQuanchengError } from '@quancheng/protocol';
import type { GatewayRequest, TransportOptions } from './gateways/connection.js';
import { mayFailOver, mayRetry } from './gateways/failover.js';
import type { Gateway } from './gateways/gateway.js';
import { type GatewayPool, newGatewayPool } from './gateways/gateway-pool.js';
import { type Judgement, tryGateways } from './gateways/try-gateways.js';

/**
 * Sends a request, again or to another gateway if that may help, and gives the first answer with a 2xx status.
 * Every request of the interface may be repeated: what it writes is identified by its own ids.
 * @throws GATEWAY_UNREACHABLE, or the code of the gateway's problem
 */
export type Transport = (request: GatewayRequest) => Promise<Response>;

/** @throws OPTION_INVALID if an address is no http(s) URL */
export function newTransport(options: TransportOptions): Transport {
  return transportOver(newGatewayPool(options));
}

/** Any gateway will do: what is asked for comes from the ledger, or is known to it by its id. */
export function transportOver(pool: GatewayPool): Transport {
  return (request) => {
    const send = (gateway: Gateway) => gateway.send(request);
    return request.once === true ? send(pool.best()) : tryGateways(pool, send, judgeAnywhere);
  };
}

/** What belongs to one gateway: its log. */
export function transportToFirst(pool: GatewayPool): Transport {
  const alone = { ...pool, inOrder: () => pool.gateways.slice(0, 1) };
  return (request) => tryGateways(alone, (gateway) => gateway.send(request), judgeAnywhere);
}

/** What one gateway lacks another may have: asked in turn, and `RECORD_UNKNOWN` only if all say so. */
export function transportToHolder(pool: GatewayPool): Transport {
  return (request) => tryGateways(pool, (gateway) => gateway.send(request), judgeHolder);
}

function judgeAnywhere(error: unknown): Judgement {
  if (mayRetry(error)) return 'again';
  return mayFailOver(error) ? 'elsewhere' : 'final';
}

function judgeHolder(error: unknown): Judgement {
  if (isQuanchengError(error, 'NOT_YET_ANCHORED')) return 'settled';
  return isQuanchengError(error, 'RECORD_UNKNOWN') ? 'elsewhere' : judgeAnywhere(error);
}
