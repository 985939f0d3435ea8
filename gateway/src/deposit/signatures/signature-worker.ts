// Runs in a worker thread: answers a list of signatures with a list of booleans (signature-question.ts).
import { parentPort } from 'node:worker_threads';
import { encodeHex, parsePublicKey, verifySignature, type PublicKey } from '@quancheng/protocol';
import { RecentlyUsed } from '../../log/recently-used.js';
import type { SignatureQuestion } from './signature-question.js';

// Checking that a key is a point on its curve costs as much as a verification.
const keys = new RecentlyUsed<string, PublicKey>(4096);

parentPort?.on('message', (questions: readonly SignatureQuestion[]) => {
  parentPort?.postMessage(
    questions.map(({ spki, message, signature }) => verifySignature(keyOf(spki), message, signature)),
  );
});

function keyOf(spki: Uint8Array): PublicKey {
  const name = encodeHex(spki);
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = parsePublicKey(spki);
  keys.set(name, key);
  return key;
}
