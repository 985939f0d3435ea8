import {
  concatBytes,
  type Envelope,
  formatEnvelope,
  isQuanchengError,
  type JsonObject,
  type QuanchengError,
} from '@quancheng/protocol';
import { type Acknowledgement, readAcknowledgement } from './acknowledgement.js';
import { answerLines } from './answer-lines.js';
import { type BackOff, DEFAULT_BACK_OFF, sleep, waitBefore } from './back-off.js';
import { NDJSON_TYPE } from './gateway-requests.js';
import { readProblem } from './problem.js';
import { invalid, parseJson, readCount, readObject } from './read-answer.js';
import type { Transport } from './transport.js';

/** What became of one record of a stream. */
export type LineOutcome =
  | { readonly position: number; readonly envelope: Envelope; readonly acknowledgement: Acknowledgement }
  | { readonly position: number; readonly envelope: Envelope; readonly error: QuanchengError };

/** Small enough that a broken connection costs little, large enough that a round trip costs nothing. */
const CHUNK_LINES = 256;
const LINE_END = Uint8Array.of(0x0a);

interface Pending {
  readonly position: number;
  readonly envelope: Envelope;
}

/**
 * Sends singly signed records as a stream, and tells of each as soon as the gateway does. What a broken connection
 * left unanswered is sent again, the same bytes: the gateway answers a record that it has with its first promise.
 * @throws GATEWAY_UNREACHABLE when it stays so, or the gateway's code for the whole request
 */
export async function* depositRecords(
  transport: Transport,
  envelopes: AsyncIterable<Envelope> | Iterable<Envelope>,
  backOff: BackOff = DEFAULT_BACK_OFF,
): AsyncGenerator<LineOutcome, void, undefined> {
  let chunk: Pending[] = [];
  let position = 0;
  for await (const envelope of envelopes) {
    chunk.push({ position, envelope });
    position += 1;
    if (chunk.length < CHUNK_LINES) continue;
    yield* depositChunk(transport, chunk, backOff);
    chunk = [];
  }
  if (chunk.length > 0) yield* depositChunk(transport, chunk, backOff);
}

async function* depositChunk(transport: Transport, chunk: readonly Pending[], backOff: BackOff) {
  let unanswered = chunk;
  for (let attempt = 1; unanswered.length > 0; attempt += 1) {
    let answered = 0;
    try {
      for await (const outcome of sendOnce(transport, unanswered)) {
        answered += 1;
        yield outcome;
      }
      if (answered < unanswered.length) throw invalid('fewer answers than records');
    } catch (error) {
      if (attempt >= backOff.attempts || !isQuanchengError(error, 'GATEWAY_UNREACHABLE')) throw error;
      await sleep(waitBefore(backOff, attempt));
    }
    unanswered = unanswered.slice(answered);
  }
}

async function* sendOnce(transport: Transport, records: readonly Pending[]): AsyncGenerator<LineOutcome> {
  const body = concatBytes(...records.flatMap(({ envelope }) => [formatEnvelope(envelope), LINE_END]));
  const response = await transport({ method: 'POST', path: '/v1/records', contentType: NDJSON_TYPE, body });
  let line = 0;
  for await (const text of answerLines(response)) {
    const record = records[line];
    line += 1;
    const answer = readObject(parseJson(text), 'a line');
    if (record === undefined || readCount(answer, 'line') !== line) throw invalid('an answer to no record');
    yield outcomeOf(record, answer);
  }
}

function outcomeOf(record: Pending, answer: JsonObject): LineOutcome {
  const status = readCount(answer, 'status');
  if (status >= 400) return { ...record, error: readProblem(answer, status) };
  return { ...record, acknowledgement: readAcknowledgement(answer) };
}
