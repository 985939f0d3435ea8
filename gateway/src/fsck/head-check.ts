import {
  encodeHex,
  equalBytes,
  isQuanchengError,
  parseCheckpoint,
  parseNote,
  QuanchengError,
  verifyNote,
} from '@quancheng/protocol';
import type { Checkpoint, ErrorCode, Note, RootHash, VerifierKey } from '@quancheng/protocol';
import type { LogFindings } from './finding.js';

/** A checkpoint that the folder says the log has signed. */
export interface KeptCheckpoint {
  /** Where it is kept. */
  readonly path: string;
  /** What it is called if it doesn't hold. */
  readonly code: ErrorCode;
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

/** Compares kept checkpoints, smallest first, with the tree that grows, and their signatures with the log's keys. */
export class HeadCheck {
  readonly #heads: AsyncIterator<KeptCheckpoint>;
  readonly #keys: readonly VerifierKey[];
  readonly #findings: LogFindings;
  #next: KeptCheckpoint | undefined;

  private constructor(
    heads: AsyncIterator<KeptCheckpoint>,
    keys: readonly VerifierKey[],
    findings: LogFindings,
  ) {
    this.#heads = heads;
    this.#keys = keys;
    this.#findings = findings;
  }

  static async begin(
    heads: AsyncIterable<KeptCheckpoint>,
    keys: readonly VerifierKey[],
    findings: LogFindings,
  ): Promise<HeadCheck> {
    const check = new HeadCheck(heads[Symbol.asyncIterator](), keys, findings);
    await check.#advance();
    return check;
  }

  /** Size of the next checkpoint. */
  get next(): number {
    return this.#next?.size ?? Number.POSITIVE_INFINITY;
  }

  /** The tree has come to a size. */
  async reach(size: number, root: RootHash): Promise<void> {
    while (this.#next?.size === size) {
      this.#compare(this.#next, root);
      await this.#advance();
    }
  }

  /** The tree grows no more. @param end its size, if the journal was read to its end */
  async finish(end: number | undefined): Promise<void> {
    while (this.#next !== undefined) {
      if (end !== undefined) {
        const { size, path } = this.#next;
        const detail = `ends at index ${end}, though a checkpoint of size ${size} is in ${path}`;
        this.#findings.add('LOG_JOURNAL_CORRUPT', 'log/journal', detail);
      }
      await this.#advance();
    }
  }

  async #advance(): Promise<void> {
    try {
      const { value } = (await this.#heads.next()) as { value: KeptCheckpoint | undefined };
      this.#next = value;
    } catch (error) {
      if (!(error instanceof QuanchengError)) throw error;
      this.#findings.add(error.code, 'anchored', error.detail);
      this.#next = undefined;
    }
  }

  #compare({ path, code, size, note }: KeptCheckpoint, root: RootHash): void {
    const opened = openCheckpoint(note);
    if (opened?.checkpoint.size !== size) {
      this.#findings.add(code, path, `size ${size}: no checkpoint of this size`);
      return;
    }
    const { rootHash } = opened.checkpoint;
    if (!equalBytes(rootHash, root)) {
      const theirs = `size ${size} has root ${encodeHex(rootHash)}`;
      this.#findings.add(code, path, `${theirs}, the journal gives ${encodeHex(root)}`);
    }
    const problem = this.#keys.length === 0 ? undefined : signatureProblem(opened, this.#keys);
    if (problem !== undefined) this.#findings.add(code, path, `size ${size}: ${problem}`);
  }
}

/** A note that holds a checkpoint; undefined if it is none. */
export function openCheckpoint(text: string): (Note & { readonly checkpoint: Checkpoint }) | undefined {
  try {
    const note = parseNote(text);
    return { ...note, checkpoint: parseCheckpoint(note.text) };
  } catch {
    return undefined;
  }
}

/** Why none of these keys stands behind a note; undefined if one does, and no other of them is forged. */
export function signatureProblem(note: Note, keys: readonly VerifierKey[]): string | undefined {
  try {
    verifyNote(note, keys);
    return undefined;
  } catch (error) {
    if (isQuanchengError(error, 'SIGNATURE_INVALID') || isQuanchengError(error, 'NOTE_UNVERIFIED'))
      return error.detail;
    throw error;
  }
}
