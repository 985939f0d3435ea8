import { readOutcomes } from '@quancheng/domain';
import './quiet-shim.js';
import { contracts } from '@quancheng/chaincode';
import type { Envelope, JsonObject, Signer } from '@quancheng/protocol';
import { testSigner } from '../../support/evidence/test-keys.js';
import { SimulatedPeer, type Simulation } from './simulated-peer.js';
import {
  CHANNEL,
  envelopeList,
  envelopeText,
  newCommand,
  newPossession,
  START,
  type CommandOptions,
  type Party,
} from './statements.js';
import { newGenesis, registrar } from './test-genesis.js';
import { logSigner, ORIGIN, TestLog, verifierKeyOf } from './test-log.js';

/** Both pass GB 32100. */
export const AGENCY = '11370100MB28400007';
export const OPERATOR = '91370100MA3CQ00008';

export interface Outcome {
  readonly outcome: 'done' | 'repeated' | 'refused';
  readonly result?: {
    readonly version: number;
    readonly at: { readonly tick: number; readonly time: string };
  };
  readonly code?: string;
  readonly message?: string;
}

/** A ledger on a simulated peer, with a clock that tests move. */
export class TestWorld {
  readonly peer: SimulatedPeer;
  #time = Date.parse(START);
  #tick = 1;

  constructor(classes: readonly unknown[] = contracts) {
    this.peer = new SimulatedPeer(classes);
  }

  get now(): string {
    return new Date(this.#time).toISOString();
  }

  get newestTick(): number {
    return this.#tick;
  }

  pass(seconds: number): void {
    this.#time += seconds * 1000;
  }

  simulate(...args: (string | Uint8Array)[]): Promise<Simulation> {
    return this.peer.simulate(args, { time: this.now, channel: CHANNEL });
  }

  /** Simulates and commits; fails if either does. */
  async submit(...args: string[]): Promise<Simulation> {
    const simulation = await this.simulate(...args);
    if (!this.peer.commit(simulation)) throw new Error(`not committed: ${simulation.message}`);
    return simulation;
  }

  /** Ten seconds pass, and the next tick is written. */
  async tick(): Promise<Simulation> {
    this.pass(10);
    const simulation = await this.submit('tick', String(this.#tick + 1));
    this.#tick += 1;
    return simulation;
  }

  async execute(...commands: readonly Envelope[]): Promise<readonly Outcome[]> {
    const simulation = await this.submit('execute', String(this.#tick), envelopeList(commands));
    return readOutcomes(simulation.payload);
  }

  /** The outcome of one command. */
  async order(options: CommandOptions): Promise<Outcome> {
    const [outcome] = await this.execute(newCommand(options));
    return outcome!;
  }

  async register(participant: string, signer: Signer, body: JsonObject = {}): Promise<Outcome> {
    return this.order(registration(participant, signer, body));
  }

  /** Of the record under a state key; 0 if there is none. */
  version(key: string): number {
    return (this.peer.value(key) as { readonly version: number } | undefined)?.version ?? 0;
  }
}

export function registration(participant: string, signer: Signer, body: JsonObject = {}): CommandOptions {
  return {
    action: 'participant.register',
    target: participant,
    expectedVersion: 0,
    body: {
      name: '某单位',
      type: 'agency',
      uscc: participant,
      roles: ['depositor'],
      possession: newPossession(participant, signer),
      ...body,
    },
    parties: [registrar],
  };
}

export const agency: Party = {
  participant: AGENCY,
  role: 'participant',
  signer: testSigner('agency', 'ecdsa-p256-sha256'),
};
export const operator: Party = {
  participant: OPERATOR,
  role: 'log-operator',
  signer: testSigner('operator', 'ed25519'),
};

export function logRegistration(log = new TestLog(), change: JsonObject = {}): CommandOptions {
  return {
    action: 'log.register',
    target: log.origin,
    expectedVersion: 0,
    body: { verifierKey: verifierKeyOf(logSigner, log.origin), note: log.note(0), ...change },
    parties: [operator],
  };
}

/** A bootstrapped ledger, nothing registered but the registrar. */
export async function newWorld(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.submit('bootstrap', envelopeText(newGenesis()));
  return world;
}

/** A ledger with an agency and a log operator. */
export async function newPopulatedWorld(): Promise<TestWorld> {
  const world = await newWorld();
  await world.register(AGENCY, agency.signer);
  await world.register(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] });
  return world;
}

/** The same with a registered log. */
export async function newLogWorld(): Promise<TestWorld> {
  const world = await newPopulatedWorld();
  await world.order(logRegistration());
  return world;
}

export { ORIGIN };
