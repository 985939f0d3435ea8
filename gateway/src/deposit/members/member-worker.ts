// Runs in a worker thread: answers each batch with its entries (worker-messages.ts).
import { parentPort, workerData } from 'node:worker_threads';
import type { PinnedTemplate } from '@quancheng/protocol';
import { codedError } from '../../http/coded-error.js';
import { readMembers } from './read-members.js';
import type { ReadRequest, ReadResponse } from './worker-messages.js';

const templates = workerData as readonly PinnedTemplate[];

parentPort?.on('message', ({ membersOf, body }: ReadRequest) => {
  let response: ReadResponse;
  try {
    response = { body, entries: readMembers(membersOf, body, templates) };
  } catch (error) {
    const { code, detail } = codedError(error);
    response = { code, detail };
  }
  parentPort?.postMessage(response, 'body' in response ? [body.buffer, response.entries.bytes.buffer] : []);
});
