import {
  equalBytes,
  formatNote,
  newCosigner,
  parseAddCheckpoint,
  QuanchengError,
  signNote,
  verifyConsistency,
  emptyRoot,
  type NoteSignature,
  type ReadAddCheckpoint,
  type Signer,
} from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { HeadStore, WitnessHead } from '../state/head-store.js';
import type { AnchorSource } from './anchor-source.js';
import { awaitAnchor } from './await-anchor.js';
import { logSignatures } from './known-logs.js';

/** What a witness judges and signs with. */
export interface CosignContext {
  readonly name: string;
  readonly signer: Signer;
  readonly trustRoot: TrustRoot;
  readonly heads: HeadStore;
  readonly anchorOf: AnchorSource;
  /** Milliseconds to wait for an anchor that our peer doesn't have yet. */
  readonly anchorPatience: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Called with what the log signed, where it contradicts our head. */
  readonly onMisbehaviour: (offered: ReadAddCheckpoint, head: WitnessHead) => Promise<void>;
}

/** Ours is of another size than the request says. */
export interface SizeConflict {
  readonly kind: 'conflict';
  readonly size: number;
}

export interface Cosigned {
  readonly kind: 'cosigned';
  readonly head: WitnessHead;
  /** Our signature lines, each ended. */
  readonly lines: string;
}

/**
 * Judges an add-checkpoint request (C2SP tlog-witness) in the order of docs/specs/witness.md. Our head is on the medium
 * before the cosignature leaves.
 * @throws ADD_CHECKPOINT_MALFORMED, WITNESS_LOG_UNKNOWN, CHECKPOINT_SIGNATURE_INVALID, PROOF_INVALID, ANCHOR_MISMATCH,
 * WITNESS_NOT_ANCHORED, NETWORK_UNAVAILABLE, WITNESS_STATE_DAMAGED
 */
export async function cosign(body: string, context: CosignContext): Promise<Cosigned | SizeConflict> {
  const request = parseAddCheckpoint(body);
  const signatures = logSignatures(context.trustRoot, request);
  if (request.oldSize > request.content.size)
    throw new QuanchengError('ADD_CHECKPOINT_MALFORMED', 'the old size exceeds the checkpoint’s');
  const head = await context.heads.read(request.content.origin);
  const size = head?.checkpoint.size ?? 0;
  if (request.oldSize !== size) return { kind: 'conflict', size };
  await assertConsistent(request, head, context);
  await awaitAnchor(request, context.anchorOf, context.anchorPatience);
  return keepAndSign(request, signatures, head, context);
}

async function assertConsistent(
  request: ReadAddCheckpoint,
  head: WitnessHead | undefined,
  { onMisbehaviour }: CosignContext,
): Promise<void> {
  const { oldSize, content, proof } = request;
  const root = head?.checkpoint.rootHash ?? emptyRoot;
  if (head !== undefined && content.size === oldSize && !equalBytes(content.rootHash, root)) {
    await onMisbehaviour(request, head);
    throw new QuanchengError('PROOF_INVALID', `another root was cosigned for size ${oldSize}`);
  }
  if (!verifyConsistency(oldSize, content.size, root, content.rootHash, proof))
    throw new QuanchengError('PROOF_INVALID', `the proof does not lead from our head of size ${oldSize}`);
}

/** Only whoever goes on from the head that was judged gets a signature; whoever comes second is told the new size. */
async function keepAndSign(
  { note, content }: ReadAddCheckpoint,
  logLines: readonly NoteSignature[],
  head: WitnessHead | undefined,
  { name, signer, heads, clock }: CosignContext,
): Promise<Cosigned | SizeConflict> {
  const time = Math.floor(clock() / 1_000);
  const { text, signatures } = signNote(note.text, [newCosigner(name, signer, time)]);
  const lines = formatNote({ text, signatures }).slice(text.length + 1);
  // The same tree again: nothing to remember.
  if (head?.checkpoint.size === content.size) return { kind: 'cosigned', head, lines };
  const whole = formatNote({ text, signatures: [...logLines, ...signatures] });
  const kept = await heads.replace(content.origin, head, whole);
  if (kept !== undefined) return { kind: 'cosigned', head: kept, lines };
  const newer = await heads.read(content.origin);
  return { kind: 'conflict', size: newer?.checkpoint.size ?? 0 };
}
