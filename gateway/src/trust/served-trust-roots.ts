import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeUtf8, parseEnvelope, unverifiedPayload } from '@quancheng/protocol';
import { acceptSuccessor, parseTrustRoot, type TrustRoot } from '@quancheng/verifier';
import { nodeFileLayer } from '../log/node-file-layer.js';
import { readWhole, replaceAtomically } from '../log/whole-file.js';

/** The trust roots that a gateway has served: whoever pinned an old one comes to the newest step by step. */
export interface ServedTrustRoots {
  readonly root: TrustRoot;
  /** The newest one's envelope, canonical JSON. */
  readonly newest: string;
  /** The envelope of this sequence number, if it was served here. */
  numbered(sequence: number): Promise<string | undefined>;
  /**
   * Serves a successor from now on. The same root again changes nothing.
   * @throws TRUST_ROOT_INVALID, TRUST_ROOT_NOT_PINNED unless it is signed as the present one demands
   */
  replace(envelope: Uint8Array): Promise<TrustRoot>;
}

/**
 * @param folder where they are kept, one file each
 * @param envelope the one that the configuration names: whose word counts until it is replaced
 * @throws TRUST_ROOT_INVALID
 */
export async function openServedTrustRoots(folder: string, envelope: Uint8Array): Promise<ServedTrustRoots> {
  await mkdir(folder, { recursive: true });
  const pathOf = (sequence: number): string => join(folder, `${sequence}.json`);
  const keep = ({ sequence }: TrustRoot, bytes: Uint8Array) =>
    replaceAtomically(nodeFileLayer, pathOf(sequence), bytes);
  let root = parseTrustRoot(unverifiedPayload(parseEnvelope(envelope)));
  let newest = decodeUtf8(envelope);
  await keep(root, envelope);
  return {
    get root() {
      return root;
    },
    get newest() {
      return newest;
    },
    async numbered(sequence) {
      if (sequence > root.sequence) return undefined;
      return (await readWhole(nodeFileLayer, pathOf(sequence)))?.toString('utf8');
    },
    async replace(successor) {
      if (decodeUtf8(successor) === newest) return root;
      const accepted = acceptSuccessor(root, successor);
      await keep(accepted, successor);
      root = accepted;
      newest = decodeUtf8(successor);
      return accepted;
    },
  };
}
