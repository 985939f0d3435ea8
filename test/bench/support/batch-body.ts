import { randomBytes, randomFillSync } from 'node:crypto';
import {
  batchLeafInto,
  canonicalize,
  encodeHex,
  formatEnvelope,
  packedMerkleRoot,
  payloadTypes,
  sha256Into,
  signEnvelope,
  statementPaeHead,
} from '@quancheng/protocol';
import type { BenchDepositor } from './batch-maker.js';
import { type Pattern, RANDOM_BYTES, sharingEvent } from './sharing-event.js';

const HEX = Buffer.from('0123456789abcdef');
const NUMBER_DIGITS = 8;
const HASH_LENGTH = 32;

/**
 * The NDJSON of one batch of sharing events after the other, each in the place of the one before, as a client would do
 * it that shares its machine with the server: the text stays, and ids, times, salts and the originals' digests are
 * written anew. The digests are random: hashing originals is the depositor's own work whichever log it feeds. Every
 * member is hashed and every root signed when its batch is asked for.
 */
export class BatchBody {
  readonly #depositor: BenchDepositor;
  readonly #size: number;
  readonly #prefix = randomBytes(4).toString('hex');
  readonly #random: Buffer;
  readonly #body: Buffer;
  readonly #members: readonly (Pattern & { readonly begin: number; readonly end: number })[];
  #number = 0;

  constructor(depositor: BenchDepositor, size: number) {
    this.#depositor = depositor;
    this.#size = size;
    this.#random = Buffer.alloc(size * RANDOM_BYTES);
    const issued = new Date(0).toISOString();
    const header = this.#envelope(issued, '0'.repeat(64));
    const patterns = Array.from({ length: size }, (_, index) =>
      sharingEvent(depositor, `${this.#id()}.${index}`, issued),
    );
    this.#body = Buffer.from([header, ...patterns.map(({ text }) => text), ''].join('\n'));
    let begin = header.length + 1;
    this.#members = patterns.map((pattern) => {
      const end = begin + pattern.text.length;
      const member = { ...pattern, begin, end };
      begin = end + 1;
      return member;
    });
  }

  /** The next batch. The memory is the last one's. */
  next(): Buffer {
    this.#number += 1;
    const issued = new Date().toISOString();
    const id = Buffer.from(this.#id());
    const time = Buffer.from(issued);
    randomFillSync(this.#random);
    const body = this.#body;
    const leaves = new Uint8Array(this.#size * HASH_LENGTH);
    const digest = new Uint8Array(HASH_LENGTH);
    for (const [index, { begin, end, places }] of this.#members.entries()) {
      const random = index * RANDOM_BYTES;
      body.set(id, begin + places.id);
      body.set(time, begin + places.issued);
      body.set(time, begin + places.sent);
      body.write(this.#random.toString('base64', random, random + 16), begin + places.salt, 'latin1');
      this.#writeHex(random + 16, begin + places.sha256);
      this.#writeHex(random + 48, begin + places.sm3);
      sha256Into(digest, 0, statementPaeHead(end - begin), body.subarray(begin, end));
      batchLeafInto(leaves, index * HASH_LENGTH, digest);
    }
    body.write(this.#envelope(issued, encodeHex(packedMerkleRoot(leaves))), 0, 'latin1');
    return body;
  }

  /** 32 random bytes as hex. */
  #writeHex(from: number, to: number): void {
    const random = this.#random;
    const body = this.#body;
    for (let place = 0; place < 32; place += 1) {
      const byte = random[from + place] ?? 0;
      body[to + 2 * place] = HEX[byte >> 4] ?? 0;
      body[to + 2 * place + 1] = HEX[byte & 15] ?? 0;
    }
  }

  /** Always as long. */
  #id(): string {
    return `${this.#prefix}-${String(this.#number).padStart(NUMBER_DIGITS, '0')}`;
  }

  #envelope(issued: string, root: string): string {
    const { ledger, participant, signer } = this.#depositor;
    const statement = canonicalize({
      schema: 'quancheng/batch/v1',
      id: this.#id(),
      issued,
      root,
      size: this.#size,
      audience: ledger,
      salt: randomBytes(16).toString('base64'),
      signers: [{ key: signer.publicKey.keyId, participant, role: 'depositor' }],
    });
    const envelope = formatEnvelope(signEnvelope(payloadTypes.statement, statement, [signer]));
    return Buffer.from(envelope).toString('latin1');
  }
}
