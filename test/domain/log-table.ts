/**
 * The life of a log on the ledger as docs/specs/ledger.md tells it, as a table that knows nothing of the code.
 *
 * `size` is the anchored head's, `key` the number of the log's newest key, `from` the size from which it is valid.
 */
export interface LogState {
  readonly size: number;
  readonly key: number;
  readonly from: number;
  readonly version: number;
  readonly anchors: number;
}

export type LogModel = LogState | 'absent';

/** What a checkpoint can be. Sizes are relative to the head. */
export interface NoteKind {
  readonly size: 'smaller' | 'same' | 'larger';
  readonly tree: 'own' | 'forked';
  readonly signedBy: 'current key' | 'next key' | 'both keys' | 'strange key';
}

export interface AnchorKind extends NoteKind {
  readonly old: 'head' | 'another';
  readonly proof: 'right' | 'wrong';
}

/** Below `from` an earlier key signs, which none of these notes has. */
function isSigned(note: NoteKind, size: number, from: number): boolean {
  return size >= from && (note.signedBy === 'current key' || note.signedBy === 'both keys');
}

/** What `anchor` does: the code of its refusal, `nothing`, or the next state. */
export function expectedAnchor(state: LogModel, order: AnchorKind, size: number): LogState | string {
  if (state === 'absent') return 'LOG_UNKNOWN';
  const rules: readonly (readonly [when: boolean, code: string])[] = [
    [!isSigned(order, size, state.from), 'NOTE_UNVERIFIED'],
    [order.old === 'another', 'ANCHOR_STALE'],
    [order.size === 'smaller', 'ANCHOR_SMALLER'],
    [order.size === 'same' && order.tree === 'forked', 'ANCHOR_FORK'],
    [order.size === 'same', 'nothing'],
    [order.tree === 'forked' || order.proof === 'wrong', 'PROOF_INVALID'],
  ];
  const refusal = rules.find(([when]) => when);
  return refusal === undefined ? { ...state, size, anchors: state.anchors + 1 } : refusal[1];
}

/** What `log.rotate` does, by the log's operator and with the version that it has. */
export function expectedRotation(state: LogModel, note: NoteKind): LogState | string {
  if (state === 'absent') return 'LOG_UNKNOWN';
  const rules: readonly (readonly [when: boolean, code: string])[] = [
    [note.size !== 'same' || note.tree === 'forked', 'LOG_NOTE_MISMATCH'],
    [note.signedBy !== 'both keys', 'NOTE_UNVERIFIED'],
  ];
  const refusal = rules.find(([when]) => when);
  if (refusal !== undefined) return refusal[1];
  return { ...state, key: state.key + 1, from: state.size, version: state.version + 1 };
}

/** What `log.register` does, by a log operator. */
export function expectedRegistration(state: LogModel, note: NoteKind): LogState | string {
  if (state !== 'absent') return 'VERSION_CONFLICT';
  if (note.size !== 'same') return 'LOG_NOTE_MISMATCH';
  if (!isSigned(note, 0, 0)) return 'NOTE_UNVERIFIED';
  return { size: 0, key: 1, from: 0, version: 1, anchors: 1 };
}
