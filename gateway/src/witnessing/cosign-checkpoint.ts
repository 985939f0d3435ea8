import { QuanchengError, type NoteSignature } from '@quancheng/protocol';
import type { EvidenceLog } from '../log/index.js';
import type { WitnessClient } from './witness-client.js';

/** A checkpoint of our log, anchored: nothing else is sent to witnesses. */
export interface CosignableCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** The witness's size may be another than we believe, and another may be feeding it at the same time. */
const ATTEMPTS = 3;

/**
 * Has one witness cosign a checkpoint.
 * @param believed the size that it cosigned last, as far as we know
 * @throws WITNESS_UNREACHABLE, WITNESS_REFUSED, WITNESS_AHEAD if it has a larger tree of this log
 */
export async function cosignCheckpoint(
  client: WitnessClient,
  { size, note }: CosignableCheckpoint,
  believed: number,
  log: Pick<EvidenceLog, 'consistencyProof'>,
  signal: AbortSignal,
): Promise<NoteSignature> {
  const { name } = client.address.verifierKey;
  let oldSize = believed;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (oldSize > size) throw new QuanchengError('WITNESS_AHEAD', `${name} has size ${oldSize}, not ${size}`);
    const proof = await log.consistencyProof(oldSize, size);
    const answer = await client.addCheckpoint({ oldSize, proof, checkpoint: note }, signal);
    if (answer.kind === 'cosigned') return answer.signature;
    oldSize = answer.size;
  }
  throw new QuanchengError('WITNESS_REFUSED', `${name} goes on naming other sizes, ${oldSize} last`);
}
