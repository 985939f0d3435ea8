import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import type { Party } from '../../chaincode/support/statements.js';

/** A CloudEvent as the gateway sends it. */
export interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly specversion: string;
}

/** An open stream of server-sent events. */
export interface EventStream {
  /** The next event; undefined once the server has ended the stream. */
  next(): Promise<CloudEvent | undefined>;
  close(): void;
}

/** @param after id of the event behind which it begins */
export async function openEventStream(base: string, by: Party, after?: string): Promise<EventStream> {
  const url = new URL('/v1/events', base);
  const stop = new AbortController();
  const headers = {
    ...(await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now())),
    ...(after === undefined ? {} : { 'last-event-id': after }),
  };
  const response = await fetch(url, { headers, signal: stop.signal });
  if (
    response.headers.get('content-type')?.startsWith('text/event-stream') !== true ||
    response.body === null
  ) {
    throw new Error(await response.text());
  }
  // Locked from now on: an unread body goes with its response when memory is collected.
  const events = readEvents(response.body.values());
  return { next: async () => (await events.next()).value ?? undefined, close: () => stop.abort() };
}

async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<CloudEvent, undefined> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as CloudEvent;
    }
  }
  return undefined;
}

/** The next so many events. */
export async function takeEvents(stream: EventStream, count: number): Promise<readonly CloudEvent[]> {
  const events: CloudEvent[] = [];
  while (events.length < count) {
    const event = await stream.next();
    if (event === undefined) throw new Error(`the stream ended after ${events.length} events`);
    events.push(event);
  }
  return events;
}
