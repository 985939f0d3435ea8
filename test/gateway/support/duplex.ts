import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { JsonObject } from '@quancheng/protocol';
import { NDJSON_TYPE } from './http.js';

/** A request whose body and answer are both still open. */
export interface Duplex {
  readonly request: ClientRequest;
  send(...lines: readonly Uint8Array[]): void;
  /** The next line of the answer; undefined once it has ended. */
  next(): Promise<JsonObject | undefined>;
  end(): void;
  /** Cuts the connection. */
  cut(): void;
}

/** Posts NDJSON line by line, while the answers come. */
export function openDuplex(url: string): Duplex {
  const outgoing = request(url, { method: 'POST', headers: { 'content-type': NDJSON_TYPE } });
  outgoing.on('error', () => undefined);
  const answered = new Promise<IncomingMessage>((resolve) => outgoing.on('response', resolve));
  const lines = readLines(answered);
  outgoing.flushHeaders();
  return {
    request: outgoing,
    send: (...parts) => parts.forEach((part) => outgoing.write(Buffer.concat([part, Buffer.from('\n')]))),
    next: async () => (await lines.next()).value as JsonObject | undefined,
    end: () => outgoing.end(),
    cut: () => outgoing.destroy(),
  };
}

async function* readLines(answered: Promise<IncomingMessage>): AsyncGenerator<JsonObject> {
  const answer = await answered;
  answer.on('error', () => undefined);
  for await (const line of createInterface({ input: answer })) yield JSON.parse(line) as JsonObject;
}
