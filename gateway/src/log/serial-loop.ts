/** Runs a body that works off a queue: never twice at once, and again if there was a kick while it ran. */
export class SerialLoop {
  readonly #body: () => Promise<void>;
  #running = false;
  #again = false;
  #idle: Promise<void> = Promise.resolve();

  /** @param body must not reject */
  constructor(body: () => Promise<void>) {
    this.#body = body;
  }

  kick(): void {
    this.#again = true;
    if (!this.#running) this.#idle = this.#run();
  }

  /** Returns when the body has nothing to do. */
  idle(): Promise<void> {
    return this.#idle;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#again) {
      this.#again = false;
      await this.#body();
    }
    this.#running = false;
  }
}
