import type { ServedKind } from './record-kinds.js';
import { type JsonObject, QuanchengError } from '@quancheng/protocol';
import { type BackOff, DEFAULT_BACK_OFF, sleep, waitBefore } from '../client/back-off.js';
import { invalid, parseJson, readObject, readString } from '../client/read-answer.js';
import { mayRetry } from '../client/gateways/failover.js';
import type { Transport } from '../client/transport.js';
import { serverSentEvents, type ServerSentEvent } from './server-sent-events.js';

/** A record's new version, as a CloudEvent told it. */
export interface RecordEvent {
  /** Position in the ledger, from which any gateway goes on. */
  readonly id: string;
  /** The action that caused it; `due.<kind>.<what>` for what the ledger’s time alone has made due. */
  readonly action: string;
  /** State key. */
  readonly subject: string;
  /** Ledger time; of what became due the time at which it did. */
  readonly time: string;
  /** The version as the reader may see it. */
  readonly record: JsonObject;
}

export interface EventOptions {
  readonly kind?: ServedKind;
  /** Id of the last event that was seen; absent: from the ledger's beginning. */
  readonly after?: string;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
  readonly backOff?: BackOff;
}

/** The gateway breathes every 15 seconds; after so many milliseconds of silence the connection is dead. */
const LONGEST_SILENCE = 45_000;
const TYPE = 'quancheng.';

/**
 * Events without end. A lost connection is taken up again behind the last event, so that none is missed and none comes
 * twice; only an answer that cannot get better ends it.
 * @throws the gateway's code; what may get better only after so many vain attempts in a row as the back-off allows
 */
export async function* followEvents(
  transport: Transport,
  { kind, after, signal, backOff = DEFAULT_BACK_OFF }: EventOptions = {},
): AsyncGenerator<RecordEvent, void, undefined> {
  let last = after;
  let attempt = 0;
  while (signal?.aborted !== true) {
    try {
      for await (const event of connectOnce(transport, kind, last, signal)) {
        last = event.id;
        attempt = 0;
        yield event;
      }
    } catch (error) {
      if (isEnd(signal)) return;
      attempt += 1;
      if (!mayRetry(error) || attempt >= backOff.attempts) throw error;
    }
    if (isEnd(signal)) return;
    await sleep(waitBefore(backOff, Math.max(attempt, 1)));
  }
}

/** The signal changes while others work; the compiler would take it for what it was. */
function isEnd(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

async function* connectOnce(
  transport: Transport,
  kind: ServedKind | undefined,
  last: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordEvent, void, undefined> {
  const silence = new AbortController();
  const either = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  const response = await transport({
    method: 'GET',
    path: kind === undefined ? '/v1/events' : `/v1/events?kind=${kind}`,
    headers: last === undefined ? {} : { 'last-event-id': last },
    signal: either,
    once: true,
  });
  for await (const event of serverSentEvents(texts(response, silence))) yield readEvent(event);
}

/** The answer's text as it arrives. @throws GATEWAY_UNREACHABLE when it breaks off or falls silent */
async function* texts(response: Response, silence: AbortController): AsyncGenerator<string, void, undefined> {
  if (response.body === null) return;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const timer = setTimeout(() => silence.abort(), LONGEST_SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw new QuanchengError('GATEWAY_UNREACHABLE', 'the events broke off', { cause });
  } finally {
    // Whoever stops listening lets the connection go.
    await reader.cancel().catch(() => undefined);
  }
}

function readEvent({ id, data }: ServerSentEvent): RecordEvent {
  const event = readObject(parseJson(data), 'an event');
  const type = readString(event, 'type');
  if (id === undefined || readString(event, 'id') !== id || !type.startsWith(TYPE)) {
    throw invalid('an event without its id or type');
  }
  return {
    id,
    action: type.slice(TYPE.length),
    subject: readString(event, 'subject'),
    time: readString(event, 'time'),
    record: readObject(event['data'], 'data'),
  };
}
