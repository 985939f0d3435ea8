import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { envelopeFromJson, parseEnvelope, type JsonValue } from '@quancheng/protocol';
import { verifyPromise } from '@quancheng/sdk';
import { verifyTrustRoot } from '@quancheng/verifier';
import type { AnsweredRecord } from './single-load.js';

/** Whether what was answered is the log's promise about just what was sent. @throws PROMISE_…; an error if nothing was */
export async function checkPromises(home: string, samples: readonly AnsweredRecord[]): Promise<void> {
  if (samples.length === 0) throw new Error('no answer was kept');
  const trustRoot = verifyTrustRoot(new Uint8Array(await readFile(join(home, 'trust-root.json'))));
  for (const { record, answer } of samples) {
    const { promise } = JSON.parse(answer) as { promise: JsonValue };
    verifyPromise(envelopeFromJson(promise), parseEnvelope(record.envelope), trustRoot);
  }
}
