import { join } from 'node:path';

import { parseCheckpoint, parseNote, QuanchengError } from '@quancheng/protocol';
import type { Checkpoint } from '@quancheng/protocol';

import type { FileLayer } from './file-layer.js';
import type { Position } from './segment.js';
import { readWhole, replaceAtomically } from './whole-file.js';

/** The last checkpoint that the log signed, and where the journal goes on after it. */
export interface SignedCheckpoint {
  /** The signed note. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly next: Position;
}

/**
 * Two files: `signed`, private, written first, so that the log never forgets what it signed; then the public
 * `checkpoint`, a copy of its note.
 */
export class CheckpointStore {
  readonly #files: FileLayer;
  readonly #signedPath: string;
  readonly #publicPath: string;

  constructor(files: FileLayer, directory: string, publicDirectory: string) {
    this.#files = files;
    this.#signedPath = join(directory, 'signed');
    this.#publicPath = join(publicDirectory, 'checkpoint');
  }

  /** @throws LOG_TREE_CORRUPT if the file is not what `write` wrote */
  async read(): Promise<SignedCheckpoint | undefined> {
    const bytes = await readWhole(this.#files, this.#signedPath);
    if (bytes === undefined) return undefined;
    try {
      const { note, segment, offset } = JSON.parse(bytes.toString()) as Record<string, unknown>;
      const checkpoint = parseCheckpoint(parseNote(String(note)).text);
      return { note: String(note), checkpoint, next: { segment: Number(segment), offset: Number(offset) } };
    } catch (cause) {
      throw new QuanchengError('LOG_TREE_CORRUPT', `${this.#signedPath} is damaged`, { cause });
    }
  }

  /** Errors are the system's. */
  async write({ note, next }: Pick<SignedCheckpoint, 'note' | 'next'>): Promise<void> {
    const signed = { note, segment: next.segment, offset: next.offset };
    await replaceAtomically(this.#files, this.#signedPath, Buffer.from(JSON.stringify(signed)));
    await this.publish(note);
  }

  /** Puts the note in the served folder. */
  async publish(note: string): Promise<void> {
    await replaceAtomically(this.#files, this.#publicPath, Buffer.from(note));
  }

  /** The note in the served folder. */
  async published(): Promise<string | undefined> {
    return (await readWhole(this.#files, this.#publicPath))?.toString();
  }
}
