import { type Envelope, envelopeFromJson } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { OtherPromise } from '../deposited.js';
import type { Gateway } from '../gateways/gateway.js';
import { batchPath, getRequest, recordPath } from '../gateway-requests.js';
import { readJson } from '../read-answer.js';
import { verifyPromise } from '../verify-receipt.js';

/** A single record, or a batch, as it was sent. */
export interface AskedDeposit {
  readonly participant: string;
  readonly id: string;
  readonly isBatch: boolean;
  /** The record's envelope, or the batch's. */
  readonly sent: Envelope;
}

/**
 * Asks a gateway whether its log has promised a deposit; without sending it, which would have it promised.
 * @param limit milliseconds
 * @throws RECORD_UNKNOWN, also if whoever asks may not see it; PROMISE_INVALID; PROMISE_BROKEN if the log has another
 * record under this id; GATEWAY_UNREACHABLE and the gateway's codes
 */
export async function askForPromise(
  gateway: Gateway,
  { sent, isBatch, ...name }: AskedDeposit,
  trustRoot: TrustRoot,
  limit?: number,
): Promise<OtherPromise> {
  const path = isBatch ? batchPath(name, '/promise') : recordPath(name, '/promise');
  const bound = limit === undefined ? {} : { signal: AbortSignal.timeout(limit) };
  const promise = envelopeFromJson(await readJson(await gateway.send({ ...getRequest(path), ...bound })));
  return { gateway: gateway.url, origin: verifyPromise(promise, sent, trustRoot).origin, promise };
}
