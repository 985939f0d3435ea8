/**
 * How long the oldest entry waits that no anchor covers. It is dated by the moment when the log was said to have grown:
 * one that comes while a checkpoint is being made is counted as not in it, so that this is never too little.
 */
export class AnchorLag {
  readonly #now: () => number;
  /** Since when something waits that the attempt under way does not cover. */
  #waiting: number | undefined;
  #underWay: number | undefined;

  /** @param now milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Seconds; 0 if nothing waits. */
  get seconds(): number {
    const since = this.#underWay ?? this.#waiting;
    return since === undefined ? 0 : (this.#now() - since) / 1_000;
  }

  grew(): void {
    this.#waiting ??= this.#now();
  }

  /** Something will be anchored that covers all that waits by now. */
  began(): void {
    this.#underWay ??= this.#waiting;
    this.#waiting = undefined;
  }

  succeeded(): void {
    this.#underWay = undefined;
  }

  failed(): void {
    this.#waiting = this.#underWay ?? this.#waiting;
    this.#underWay = undefined;
  }
}
