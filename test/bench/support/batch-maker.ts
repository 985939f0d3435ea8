import { randomBytes } from 'node:crypto';
import {
  batchLeaf,
  canonicalize,
  encodeHex,
  encodeUtf8,
  formatEnvelope,
  merkleRoot,
  payloadTypes,
  signEnvelope,
  type Signer,
} from '@quancheng/protocol';
import type { PreparedRecord } from './single-load.js';

/** Who deposits in a benchmark. */
export interface BenchDepositor {
  readonly participant: string;
  readonly recipient: string;
  readonly ledger: string;
  readonly signer: Signer;
}

/**
 * Makes signed batches of sharing events as fast as a client can that shares the machine with the server. The
 * members' text comes from a template, and their originals' digests are random: hashing originals is the
 * depositor's own work whichever log it feeds. Everything that the gateway checks is real.
 */
export class BatchMaker {
  readonly #depositor: BenchDepositor;
  readonly #signers: string;
  readonly #prefix = randomBytes(6).toString('hex');
  #number = 0;

  constructor(depositor: BenchDepositor) {
    this.#depositor = depositor;
    const { participant, signer } = depositor;
    this.#signers = `[{"key":"${signer.publicKey.keyId}","participant":"${participant}","role":"depositor"}]`;
  }

  /** The NDJSON body of one batch: its envelope, then its members. */
  batch(size: number): Buffer {
    this.#number += 1;
    const id = `${this.#prefix}-${this.#number}`;
    const issued = new Date().toISOString();
    const random = randomBytes(size * 80);
    const members: string[] = [];
    for (let index = 0; index < size; index += 1) {
      members.push(this.#member(`${id}.${index}`, issued, random.subarray(index * 80, index * 80 + 80)));
    }
    const leaves = members.map((member) => batchLeaf(encodeUtf8(member)));
    const header = this.#envelope({
      schema: 'quancheng/batch/v1',
      id,
      issued,
      root: encodeHex(merkleRoot(leaves)),
      size,
    });
    return Buffer.concat([header, Buffer.from(`\n${members.join('\n')}\n`)]);
  }

  /** One singly signed record. */
  single(): PreparedRecord {
    this.#number += 1;
    const id = `${this.#prefix}-${this.#number}`;
    const member = this.#member(id, new Date().toISOString(), randomBytes(80));
    const signed = signEnvelope(payloadTypes.statement, encodeUtf8(member), [this.#depositor.signer]);
    return { id, envelope: Buffer.from(formatEnvelope(signed)) };
  }

  #envelope(members: Readonly<Record<string, string | number>>): Buffer {
    const { ledger, participant, signer } = this.#depositor;
    const statement = canonicalize({
      ...members,
      audience: ledger,
      salt: randomBytes(16).toString('base64'),
      signers: [{ key: signer.publicKey.keyId, participant, role: 'depositor' }],
    });
    return Buffer.from(formatEnvelope(signEnvelope(payloadTypes.statement, statement, [signer])));
  }

  #member(id: string, issued: string, random: Buffer): string {
    const { participant, recipient, ledger } = this.#depositor;
    const salt = random.toString('base64', 0, 16);
    return (
      `{"actingFor":"${participant}","audience":"${ledger}","catalogue":"c","consumer":"${recipient}","custodian":"c",` +
      `"id":"${id}","issued":"${issued}","legalBasis":"b","level":"general","means":"api","original":{"commitment":"hmac",` +
      `"mediaType":"text/csv","sha256":"${random.toString('hex', 16, 48)}","sm3":"${random.toString('hex', 48, 80)}"},` +
      `"provenance":{"collector":"c","mechanism":"m","source":"s"},"provider":"${participant}","purpose":"p",` +
      `"salt":"${salt}","schema":"quancheng/sharing-event/v1","sent":"${issued}","signers":${this.#signers}}`
    );
  }
}
