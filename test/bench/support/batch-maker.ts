import { randomBytes } from 'node:crypto';
import { encodeUtf8, formatEnvelope, payloadTypes, signEnvelope, type Signer } from '@quancheng/protocol';
import { BatchBody } from './batch-body.js';
import { RANDOM_BYTES, sharingEvent } from './sharing-event.js';
import type { PreparedRecord } from './single-load.js';

/** Who deposits in a benchmark. */
export interface BenchDepositor {
  readonly participant: string;
  readonly recipient: string;
  readonly ledger: string;
  readonly signer: Signer;
}

/** Makes signed deposits of sharing events; everything that the gateway checks is real. */
export class BatchMaker {
  readonly #depositor: BenchDepositor;
  readonly #prefix = randomBytes(6).toString('hex');
  #number = 0;

  constructor(depositor: BenchDepositor) {
    this.#depositor = depositor;
  }

  /** The NDJSON body of one batch. */
  batch(size: number): Buffer {
    return this.batches(size)();
  }

  /** One batch after the other, in the same memory. */
  batches(size: number): () => Buffer {
    const body = new BatchBody(this.#depositor, size);
    return () => body.next();
  }

  /** One singly signed record. */
  single(): PreparedRecord {
    this.#number += 1;
    const id = `${this.#prefix}-${this.#number}`;
    const { text } = sharingEvent(this.#depositor, id, new Date().toISOString(), randomBytes(RANDOM_BYTES));
    const signed = signEnvelope(payloadTypes.statement, encodeUtf8(text), [this.#depositor.signer]);
    return { id, envelope: Buffer.from(formatEnvelope(signed)) };
  }
}

/** The id of the batch in a body, from its first member. */
export function batchIdOf(body: Buffer): string {
  const begin = body.indexOf('\n') + 1;
  const id = /"id":"([^".]+)\.0"/.exec(body.toString('latin1', begin, begin + 2_000))?.[1];
  if (id === undefined) throw new Error('the batch’s first member has no id');
  return id;
}
