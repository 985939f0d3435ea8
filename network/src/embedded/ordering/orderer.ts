import { QuanchengError } from '@quancheng/protocol';
import { newUnwritableError } from '../ledger/unwritable.js';
import type { BlockCutting } from './block-cutting.js';

/** Writes one block of these envelopes. */
export type BlockWriter = (envelopes: readonly Uint8Array[]) => Promise<void>;

/**
 * Puts envelopes in the order of their arrival and cuts them into blocks, one after the other. While a block is
 * written, envelopes gather for the next: under load the disk sets the pace and blocks grow.
 */
export class Orderer {
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #deadline: NodeJS.Timeout | undefined;
  #isDue = false;
  #writing: Promise<void> | undefined;
  #refusal: QuanchengError | undefined;

  constructor(
    private readonly cutting: BlockCutting,
    private readonly write: BlockWriter,
    /** Told once if a block cannot be written: nothing is ordered after that. */
    private readonly onFailure: (reason: QuanchengError) => void,
  ) {}

  /** @throws QuanchengError if the node is closing or a block could not be written. */
  order(envelope: Uint8Array): void {
    if (this.#refusal !== undefined) {
      throw this.#refusal;
    }
    this.#waiting.push(envelope);
    this.#waitingBytes += envelope.length;
    if (this.#isFull()) {
      this.#becomeDue();
    } else {
      this.#deadline ??= setTimeout(() => this.#becomeDue(), this.cutting.timeoutMs);
    }
  }

  /** Accepts nothing more and resolves when everything accepted is in blocks, or cannot be. */
  async close(): Promise<void> {
    this.#refusal ??= new QuanchengError('EMBEDDED_NODE_CLOSED', 'the node is closing');
    this.#becomeDue();
    await this.#writing;
  }

  #isFull(): boolean {
    return this.#waiting.length >= this.cutting.maxMessages || this.#waitingBytes >= this.cutting.maxBytes;
  }

  #becomeDue(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    this.#isDue = true;
    this.#writing ??= this.#writeBlocks().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeBlocks(): Promise<void> {
    while (this.#isDue || this.#isFull()) {
      const batch = this.#cut();
      if (batch.length === 0) {
        return;
      }
      try {
        await this.write(batch);
      } catch (error) {
        this.#refusal = asRefusal(error);
        this.#waiting = [];
        this.onFailure(this.#refusal);
        return;
      }
    }
  }

  /** Takes a block's worth; what is left over stays due. */
  #cut(): Uint8Array[] {
    let bytes = 0;
    let count = 0;
    for (const envelope of this.#waiting) {
      if (
        count > 0 &&
        (count >= this.cutting.maxMessages || bytes + envelope.length > this.cutting.maxBytes)
      ) {
        break;
      }
      bytes += envelope.length;
      count += 1;
    }
    const batch = this.#waiting.splice(0, count);
    this.#waitingBytes -= bytes;
    this.#isDue = this.#waiting.length > 0;
    return batch;
  }
}

function asRefusal(error: unknown): QuanchengError {
  return error instanceof QuanchengError ? error : newUnwritableError(error);
}
