import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBase64, parseCanonical, type JsonObject } from '@quancheng/protocol';
import type { EndorsedRead } from '@quancheng/verifier';

/** From test/dist, where this runs, to the vectors. */
const folder = join(import.meta.dirname, '../../../vectors/fabric');
const PREFIX = 'endorsed-read-';

/** An endorsed read of a real Fabric network, with what it takes to verify it. */
export interface EndorsedReadVector {
  readonly about: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly nonce: string;
  /** Base64 of the common.Payload. */
  readonly read: string;
  /** The trust root's envelope; it holds every organisation's CA certificates. */
  readonly trustRoot: JsonObject;
  /** What verification must give. */
  readonly expected: EndorsedRead;
}

export async function readVectors(): Promise<readonly (readonly [name: string, EndorsedReadVector])[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(PREFIX)).sort();
  return Promise.all(
    names.map(async (name) => {
      const vector = JSON.parse(await readFile(join(folder, name), 'utf8')) as EndorsedReadVector;
      return [name, vector] as const;
    }),
  );
}

export interface RecordOptions {
  readonly name: string;
  readonly about: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly nonce: string;
  readonly payload: Uint8Array;
  readonly trustRoot: Uint8Array;
  readonly expected: EndorsedRead;
}

export async function writeVector(options: RecordOptions): Promise<void> {
  const { name, about, channel, chaincode, nonce, payload, trustRoot, expected } = options;
  const vector: EndorsedReadVector = {
    about,
    channel,
    chaincode,
    nonce,
    read: encodeBase64(payload),
    trustRoot: parseCanonical(trustRoot) as JsonObject,
    expected,
  };
  await writeFile(join(folder, `${PREFIX}${name}.json`), `${JSON.stringify(vector, undefined, 1)}\n`);
}
