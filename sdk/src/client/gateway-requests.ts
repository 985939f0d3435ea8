import { canonicalize, concatBytes, encodeUtf8, type Envelope, formatEnvelope } from '@quancheng/protocol';
import { type Acknowledgement, readAcknowledgement } from './acknowledgement.js';
import { readBytes, readJson, readText } from './read-answer.js';
import type { GatewayRequest } from './gateways/connection.js';
import type { Transport } from './transport.js';

const JSON_TYPE = 'application/json';
export const NDJSON_TYPE = 'application/x-ndjson';
const LINE_END = Uint8Array.of(0x0a);

/** Which record or batch: ids are unique within the first signer's participant. */
export interface RecordName {
  readonly participant: string;
  readonly id: string;
}

export function getRequest(path: string): GatewayRequest {
  return { method: 'GET', path };
}

export function recordPath({ participant, id }: RecordName, part = ''): string {
  return `/v1/records/${encodeURIComponent(participant)}/${encodeURIComponent(id)}${part}`;
}

export function batchPath({ participant, id }: RecordName, part = ''): string {
  return `/v1/batches/${encodeURIComponent(participant)}/${encodeURIComponent(id)}${part}`;
}

export async function getText(transport: Transport, path: string): Promise<string> {
  return readText(await transport(getRequest(path)));
}

export async function getBytes(transport: Transport, path: string): Promise<Uint8Array> {
  return readBytes(await transport(getRequest(path)));
}

/** Sends one singly signed record. */
export async function postRecord(transport: Transport, envelope: Envelope): Promise<Acknowledgement> {
  const body = formatEnvelope(envelope);
  const response = await transport({ method: 'POST', path: '/v1/records', contentType: JSON_TYPE, body });
  return readAcknowledgement(await readJson(response));
}

/** Sends a batch: its envelope, then its members in order, each line ended. */
export async function postBatch(
  transport: Transport,
  envelope: Envelope,
  members: readonly string[],
): Promise<Acknowledgement> {
  const lines = [formatEnvelope(envelope), ...members.map(encodeUtf8)];
  const body = concatBytes(...lines.flatMap((line) => [line, LINE_END]));
  const response = await transport({ method: 'POST', path: '/v1/batches', contentType: NDJSON_TYPE, body });
  return readAcknowledgement(await readJson(response));
}

/** Sends commands to the ledger. */
export async function postCommands(transport: Transport, envelopes: readonly Envelope[]) {
  const body = canonicalize({
    envelopes: envelopes.map(({ payload, payloadType, signatures }) => ({
      payload,
      payloadType,
      signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })),
    })),
  });
  return readJson(await transport({ method: 'POST', path: '/v1/commands', contentType: JSON_TYPE, body }));
}
