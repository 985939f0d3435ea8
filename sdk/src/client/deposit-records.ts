import {
  concatBytes,
  type Envelope,
  formatEnvelope,
  type JsonObject,
  type QuanchengError,
} from '@quancheng/protocol';
import { type Acknowledgement, readAcknowledgement } from './acknowledgement.js';
import { answerLines } from './answer-lines.js';
import { sleep, waitBefore } from './back-off.js';
import type { Deposited } from './deposited.js';
import { type DepositPlan, settleNow } from './doubles/deposit-once.js';
import { NDJSON_TYPE } from './gateway-requests.js';
import { mayFailOver, mayRetry, wasNotTaken } from './gateways/failover.js';
import type { Gateway } from './gateways/gateway.js';
import { readProblem } from './problem.js';
import { invalid, parseJson, readCount, readObject } from './read-answer.js';

/** What became of one record of a stream. */
export type LineOutcome =
  | { readonly position: number; readonly envelope: Envelope; readonly acknowledgement: Deposited }
  | {
      readonly position: number;
      readonly envelope: Envelope;
      readonly error: QuanchengError;
      /** Addresses of gateways that may have taken it all the same. */
      readonly unsettled: readonly string[];
    };

/** Small enough that a broken connection costs little, large enough that a round trip costs nothing. */
const CHUNK_LINES = 256;
const LINE_END = Uint8Array.of(0x0a);

interface Pending {
  readonly position: number;
  readonly envelope: Envelope;
  /** To which it was sent without an answer, by address. */
  readonly unknown: Map<string, Gateway>;
}

type Answer = { readonly acknowledgement: Acknowledgement } | { readonly error: QuanchengError };

/**
 * Sends singly signed records as a stream, and tells of each as soon as the gateway does. What a broken connection
 * left unanswered is sent again, the same bytes: a gateway answers a record that it has with its first promise.
 * @throws GATEWAY_UNREACHABLE when all gateways stay so, or the gateway's code for the whole request
 */
export async function* depositRecords(
  plan: DepositPlan,
  envelopes: AsyncIterable<Envelope> | Iterable<Envelope>,
): AsyncGenerator<LineOutcome, void, undefined> {
  let chunk: Pending[] = [];
  let position = 0;
  for await (const envelope of envelopes) {
    chunk.push({ position, envelope, unknown: new Map() });
    position += 1;
    if (chunk.length < CHUNK_LINES) continue;
    yield* depositChunk(plan, chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield* depositChunk(plan, chunk);
}

async function* depositChunk(plan: DepositPlan, chunk: readonly Pending[]): AsyncGenerator<LineOutcome> {
  const { pool } = plan;
  let unanswered = chunk;
  for (let round = 1; ; round += 1) {
    let trouble: unknown;
    for (const gateway of pool.inOrder()) {
      if (trouble !== undefined) pool.onRetry(trouble);
      let answered = 0;
      try {
        for await (const answer of sendOnce(gateway, unanswered)) {
          const pending = unanswered[answered];
          if (pending === undefined) throw invalid('an answer to no record');
          answered += 1;
          yield await outcomeOf(plan, gateway, pending, answer);
        }
        if (answered < unanswered.length) throw invalid('fewer answers than records');
        return;
      } catch (error) {
        if (!mayFailOver(error)) throw error;
        unanswered = unanswered.slice(answered);
        if (!wasNotTaken(error)) for (const { unknown } of unanswered) unknown.set(gateway.url, gateway);
        gateway.health.failed(error);
        if (unanswered.length === 0) return;
        trouble = mayRetry(trouble) ? trouble : error;
      }
    }
    if (!mayRetry(trouble) || round >= pool.backOff.attempts) throw trouble;
    await sleep(waitBefore(pool.backOff, round));
    pool.onRetry(trouble);
  }
}

async function* sendOnce(gateway: Gateway, records: readonly Pending[]): AsyncGenerator<Answer> {
  const body = concatBytes(...records.flatMap(({ envelope }) => [formatEnvelope(envelope), LINE_END]));
  const response = await gateway.send({
    method: 'POST',
    path: '/v1/records',
    contentType: NDJSON_TYPE,
    body,
  });
  let line = 0;
  for await (const text of answerLines(response)) {
    line += 1;
    const answer = readObject(parseJson(text), 'a line');
    if (readCount(answer, 'line') !== line) throw invalid('an answer to no record');
    yield readAnswer(answer);
  }
}

function readAnswer(answer: JsonObject): Answer {
  const status = readCount(answer, 'status');
  if (status >= 400) return { error: readProblem(answer, status) };
  return { acknowledgement: readAcknowledgement(answer) };
}

async function outcomeOf(
  plan: DepositPlan,
  gateway: Gateway,
  { position, envelope, unknown }: Pending,
  answer: Answer,
): Promise<LineOutcome> {
  unknown.delete(gateway.url);
  if ('error' in answer) return { position, envelope, error: answer.error, unsettled: [...unknown.keys()] };
  const taken = { sent: envelope, isBatch: false, gateway, acknowledgement: answer.acknowledgement };
  // Not asked at once: a gateway that hangs would hold up the stream, line by line.
  const acknowledgement = await settleNow(plan, taken, [...unknown.values()], false);
  return { position, envelope, acknowledgement };
}
