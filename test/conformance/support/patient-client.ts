import type { Transaction } from '@hyperledger/fabric-gateway';
import { setTimeout as pause } from 'node:timers/promises';
import { envelopeList, newCommand } from '../../chaincode/support/statements.js';
import { registration } from '../../chaincode/support/test-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import type { Session } from '../transcript/session.js';
import { committedEverywhere } from './committed-everywhere.js';

const HOUR = 60 * 60 * 1000;
/** A little more than the tick period of the flow's genesis. */
const PERIOD = 1100;

/** Transactions that every organisation endorses, in the hands of a client that takes its time. */
export class PatientClient {
  /** One of each organisation; the first submits. */
  readonly #sessions: readonly Session[];
  #newestTick: number;

  constructor(sessions: readonly Session[], newestTick: number) {
    this.#sessions = sessions;
    this.#newestTick = newestTick;
  }

  /** Has a registration endorsed at the newest tick, lets so many ticks pass, and submits it: its validation code. */
  async withhold(participant: string, ticks: number): Promise<number> {
    const withheld = await this.#endorseRegistration(participant);
    for (let count = 0; count < ticks; count += 1) await this.#submit(await this.#endorseNextTick());
    return await this.#submit(withheld);
  }

  /** Has a registration of each endorsed at the newest tick, then submits all at once: their validation codes. */
  async registerTogether(participants: readonly string[]): Promise<readonly number[]> {
    const transactions = await Promise.all(participants.map((each) => this.#endorseRegistration(each)));
    return await Promise.all(transactions.map((each) => this.#submit(each)));
  }

  /** Has the next tick endorsed twice and submits both: their validation codes. */
  async doubleTick(): Promise<readonly number[]> {
    const first = await this.#endorseNextTick();
    const second = await this.#endorse('tick', String(this.#newestTick));
    return [await this.#submit(first), await this.#submit(second)];
  }

  async #endorseRegistration(participant: string): Promise<Transaction> {
    const options = registration(participant, testSigner(`key of ${participant}`));
    const [issued, expires] = [0, HOUR].map((offset) => new Date(Date.now() + offset).toISOString());
    const command = newCommand({ ...options, issued: issued!, expires: expires! });
    return await this.#endorse('execute', String(this.#newestTick), envelopeList([command]));
  }

  async #endorseNextTick(): Promise<Transaction> {
    await pause(PERIOD);
    this.#newestTick += 1;
    return await this.#endorse('tick', String(this.#newestTick));
  }

  async #endorse(name: string, ...args: readonly string[]): Promise<Transaction> {
    const endorsingOrganizations = this.#sessions.map(({ identity }) => identity.mspId);
    const { contract } = this.#sessions[0]!;
    return await contract.newProposal(name, { arguments: [...args], endorsingOrganizations }).endorse();
  }

  async #submit(transaction: Transaction): Promise<number> {
    const { code } = await (await transaction.submit()).getStatus();
    await committedEverywhere(this.#sessions, transaction.getTransactionId());
    return code;
  }
}
