import { isQuanchengError, QuanchengError } from '@quancheng/protocol';

/** Remembers the first failure after which the log takes nothing more until it is opened again. */
export class StopLatch {
  #failure: QuanchengError | undefined;

  get failure(): QuanchengError | undefined {
    return this.#failure;
  }

  /** Stops the log; what is not one of our errors came from the storage. */
  stop(error: unknown): QuanchengError {
    this.#failure ??= isQuanchengError(error)
      ? error
      : new QuanchengError('LOG_STORAGE_FAILED', describe(error), { cause: error });
    return this.#failure;
  }

  /** @throws the first failure */
  assertRunning(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
