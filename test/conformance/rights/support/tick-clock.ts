import { setTimeout as pause } from 'node:timers/promises';
import { EndorseError, type Transaction } from '@hyperledger/fabric-gateway';
import { committedEverywhere } from '../../support/committed-everywhere.js';
import { alteredProposal } from '../../transcript/altered-proposal.js';
import type { Session } from '../../transcript/session.js';

const ATTEMPTS = 50;
const DELAY = 100;

/**
 * Writes the ledger's ticks. A tick's time is its submitter's claim, which endorsers hold against their clocks (±15
 * minutes), so that one with a fast clock can let a few minutes of ledger time pass at once.
 */
export class TickClock {
  readonly #sessions: readonly Session[];
  readonly #period: number;
  #number: number;
  #time: number;

  /** @param sessions a client at each organisation's gateway @param period in seconds @param time of tick 1 */
  constructor(sessions: readonly Session[], period: number, time: string) {
    this.#sessions = sessions;
    this.#period = period;
    this.#number = 1;
    this.#time = Date.parse(time);
  }

  get number(): number {
    return this.#number;
  }

  /** The newest tick's time. */
  get now(): string {
    return new Date(this.#time).toISOString();
  }

  /** Writes the next tick, one period after the newest or not before the time that is given. */
  async tick(notBefore = 0): Promise<void> {
    const time = Math.max(Date.now(), this.#time + 1000 * this.#period + 1, notBefore);
    const shiftSeconds = Math.ceil((time - Date.now()) / 1000);
    const number = String(this.#number + 1);
    const transaction = await this.#endorse('tick', [number], shiftSeconds);
    const { time: written } = JSON.parse(Buffer.from(transaction.getResult()).toString('utf8')) as {
      readonly time: string;
    };
    await this.submit(transaction);
    this.#number += 1;
    this.#time = Date.parse(written);
  }

  /** Lets ledger time reach a moment for all clients: a tick that one of them remembers is stale then. */
  async pass(moment: number): Promise<void> {
    await this.tick(moment);
    await this.tick();
  }

  /** Has a call endorsed by every organisation at the newest tick, and not yet submitted. */
  endorse(name: string, ...args: readonly string[]): Promise<Transaction> {
    return this.#endorse(name, [String(this.#number), ...args], 0);
  }

  /** @returns the validation code, once every peer has committed it */
  async submit(transaction: Transaction): Promise<number> {
    await (await transaction.submit()).getStatus();
    const [status] = await committedEverywhere(this.#sessions, transaction.getTransactionId());
    return status!.code;
  }

  /** Peers may lag by a block, and endorse something else or nothing then. */
  async #endorse(name: string, args: readonly string[], shiftSeconds: number): Promise<Transaction> {
    const endorsingOrganizations = this.#sessions.map(({ identity }) => identity.mspId);
    const options = { arguments: [...args], endorsingOrganizations };
    for (let attempt = 1; ; attempt += 1) {
      const proposal = await alteredProposal(this.#sessions[0]!, name, options, { shiftSeconds });
      try {
        return await proposal.endorse();
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof EndorseError)) throw error;
      }
      await pause(DELAY);
    }
  }
}
