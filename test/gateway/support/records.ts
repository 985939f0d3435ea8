import {
  batchRoot,
  canonicalize,
  encodeHex,
  formatEnvelope,
  hmacSha256,
  hmacSm3,
  type Envelope,
  type JsonObject,
} from '@quancheng/protocol';
import { LEDGER, saltOf, seal, signersOf, type Party } from '../../chaincode/support/statements.js';
import { depositor } from './gateway-world.js';
import { timeIn } from './ledger-world.js';

/** A document statement; members may be overwritten or added. */
export function documentStatement(
  id: string,
  change: JsonObject = {},
  parties: readonly Party[] = [depositor],
): JsonObject {
  const original = Buffer.from(`original of ${id}`);
  const key = Buffer.alloc(32, 7);
  return {
    schema: 'quancheng/document/v1',
    id,
    salt: saltOf(id),
    audience: LEDGER,
    signers: signersOf(parties),
    issued: timeIn(0),
    actingFor: parties[0]!.participant,
    legalBasis: '数据安全法 第三十八条',
    level: 'general',
    custodian: '济南市大数据局',
    provenance: { source: '测试', mechanism: 'test', collector: '某人' },
    original: {
      commitment: 'hmac',
      mediaType: 'text/plain',
      size: original.length,
      sha256: encodeHex(hmacSha256(key, original)),
      sm3: encodeHex(hmacSm3(key, original)),
    },
    title: `文件 ${id}`,
    ...change,
  };
}

export function signedDocument(
  id: string,
  change: JsonObject = {},
  parties: readonly Party[] = [depositor],
): Envelope {
  return seal(
    documentStatement(id, change, parties),
    parties.map(({ signer }) => signer),
  );
}

export function bytesOf(envelope: Envelope): Buffer {
  return Buffer.from(formatEnvelope(envelope));
}

/** A batch as it goes over the wire: the lines without their newlines. */
export interface WireBatch {
  readonly header: Buffer;
  readonly members: readonly Buffer[];
}

export function newBatch(id: string, size: number, change: JsonObject = {}): WireBatch {
  const members = Array.from({ length: size }, (_, index) =>
    Buffer.from(canonicalize(documentStatement(`${id}.${index}`))),
  );
  return { header: batchHeader(id, members, change), members };
}

export function batchHeader(id: string, members: readonly Uint8Array[], change: JsonObject = {}): Buffer {
  const statement: JsonObject = {
    schema: 'quancheng/batch/v1',
    id,
    salt: saltOf(id),
    audience: LEDGER,
    signers: signersOf([depositor]),
    issued: timeIn(0),
    root: encodeHex(batchRoot(members)),
    size: members.length,
    ...change,
  };
  return bytesOf(seal(statement, [depositor.signer]));
}

/** Lines, each ended by a newline. */
export function joinLines(...lines: readonly Uint8Array[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
}
