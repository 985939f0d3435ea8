import { assertReadSet } from './assert-read-set.js';
import type { Answer } from './endorsed-read.js';
import { parseReadRequest, type ReadRequest } from './read-request.js';
import { parseReadResult, type ReadResult } from './read-result.js';
import { unpackRead, type UnpackedRead } from './unpack-read.js';

/** An endorsed read that is well formed and answers what it was asked. Nobody is known yet to have endorsed it. */
export interface ParsedRead {
  readonly unpacked: UnpackedRead;
  readonly request: ReadRequest;
  /** The request as it was sent. */
  readonly requestText: string;
  readonly result: ReadResult;
  readonly answers: readonly Answer[];
}

/** @throws READ_MALFORMED, READ_SET_MISMATCH */
export function parseRead(bytes: Uint8Array): ParsedRead {
  const unpacked = unpackRead(bytes);
  const { request, text } = parseReadRequest(unpacked.arguments);
  const result = parseReadResult(unpacked.response.payload);
  const answers = assertReadSet(unpacked, request.keys, result);
  return { unpacked, request, requestText: text, result, answers };
}
