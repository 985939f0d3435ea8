import { readOutcomes } from '@quancheng/domain';
import { formatCommandList } from '@quancheng/gateway';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { isQuanchengError, type Envelope, type JsonObject } from '@quancheng/protocol';
import { newCommand, type CommandOptions, type Party } from '../../../chaincode/support/statements.js';
import type { Outcome } from '../../../chaincode/support/test-world.js';
import { bootstrapLedger, timeIn, type BootstrappedLedger } from '../../../gateway/support/ledger-world.js';
import { connectionTo } from '../../support/bootstrap-fabric.js';
import { committedEverywhere } from '../../support/committed-everywhere.js';
import { openSession } from '../../transcript/session.js';
import type { RightsBackend } from './rights-backend.js';
import { TickClock } from './tick-clock.js';

const HOUR = 3_600_000;
const CLIENTS = 20;
const TICK_PERIOD = 1;
/** Each loses to each other once at most: bounded, and enough for all of them on one record. */
const ATTEMPTS = 3 * CLIENTS;

/** What became of a command, and in which block. */
export interface Acknowledged extends Omit<Outcome, 'result'> {
  readonly result?: Outcome['result'] & { readonly denied?: string };
  readonly block: bigint;
}

/** One bootstrapped ledger with many clients, each with connections of its own. */
export interface RightsStage {
  readonly world: BootstrappedLedger;
  readonly clock: TickClock;
  /** They belong to the organisations in turn. */
  readonly clients: readonly Ledger[];
  /** Every command that was submitted so far, for those who ask by what a record was changed. */
  readonly submitted: readonly Envelope[];
  /** Submits a command in a transaction of its own. */
  readonly submit: (command: Envelope, client?: Ledger) => Promise<Acknowledged>;
  /** The same for a command about the newest version of its target. */
  readonly give: (
    action: string,
    target: string,
    body: JsonObject,
    ...parties: readonly Party[]
  ) => Promise<Acknowledged>;
  /** Fails unless it was done and nothing denied. */
  readonly must: (
    action: string,
    target: string,
    body: JsonObject,
    ...parties: readonly Party[]
  ) => Promise<Acknowledged>;
  /** Under a state key, as one peer has it. */
  readonly value: <Value = JsonObject>(key: string) => Promise<Value | undefined>;
  readonly close: () => Promise<void>;
}

export async function openRightsStage({ network }: RightsBackend): Promise<RightsStage> {
  const operators = network.topology.organisations.map(({ mspId, operator }) => [mspId, operator] as const);
  const world = await bootstrapLedger(connectionTo(network), operators, network.organisations, TICK_PERIOD);
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    connectLedger(connectionTo(network, operators[index % operators.length]![0])),
  );
  const sessions = network.gateways.map(({ mspId }) => openSession(network, [], { gatewayOf: mspId }));
  const { tick } = await world.ledger.read(['ledger']);
  const clock = new TickClock(sessions, TICK_PERIOD, tick.time);
  const value = async (key: string) => (await world.ledger.read([key])).values.get(key) ?? undefined;
  const submitted: Envelope[] = [];
  const stage: RightsStage = {
    world,
    submitted,
    clock,
    clients,
    async submit(envelope, client = world.ledger) {
      submitted.push(envelope);
      const { transactionId, answer } = await submit(client, envelope);
      // The client's own peer has it; whoever asks another one next must find it there, too.
      await committedEverywhere(sessions, transactionId);
      return answer;
    },
    async give(action, target, body, ...parties) {
      const kind = action.slice(0, action.indexOf('.'));
      const present = (await value(`${kind}/${target}`)) as { readonly version: number } | undefined;
      return await stage.submit(
        command({ action, target, expectedVersion: present?.version ?? 0, body, parties }),
      );
    },
    async must(action, target, body, ...parties) {
      const answer = await stage.give(action, target, body, ...parties);
      if (answer.outcome === 'done' && answer.result?.denied === undefined) return answer;
      throw new Error(
        `${action} ${target}: ${answer.code ?? answer.result?.denied ?? ''} ${answer.message ?? ''}`,
      );
    },
    value: value as RightsStage['value'],
    async close() {
      for (const each of [...clients, ...sessions]) each.close();
      await world.close();
    },
  };
  return stage;
}

/** A command that is in force now. */
export function command(options: CommandOptions): Envelope {
  return newCommand({ issued: timeIn(0), expires: timeIn(HOUR), ...options });
}

interface Submitted {
  readonly transactionId: string;
  readonly answer: Acknowledged;
}

/** As a gateway does, compressed; with a bounded number of tries while others change what it read. */
async function submit(ledger: Ledger, envelope: Envelope): Promise<Submitted> {
  const options = { atTick: true, attempts: ATTEMPTS };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { result, blockNumber, transactionId } = await ledger.submit(
        'execute',
        [formatCommandList([envelope as unknown as JsonObject])],
        options,
      );
      const [outcome] = readOutcomes(result);
      return { transactionId, answer: { ...outcome!, block: blockNumber } };
    } catch (error) {
      // Peers may differ by a block for as long as others write; nothing was submitted then.
      if (attempt === ATTEMPTS || !isQuanchengError(error, 'ENDORSEMENTS_DIFFER')) throw error;
    }
  }
}
