import {
  decideRecord,
  isMachineKind,
  machineOf,
  pastVersionKey,
  recordKey,
  stateKeyOf,
  versionKey,
  type AnyMachine,
  type Change,
  type CommandContext,
  type LedgerRecord,
  type Machine,
  type MachineKind,
  type Reader,
  type RecordHead,
} from '@quancheng/domain';
import { isQuanchengError, type JsonObject, type KeyId } from '@quancheng/protocol';

/** `<role>:<participant>`: a signer who is taken as authorised, which is another step's concern. */
export type Who = `${string}:${string}`;

export interface Order {
  readonly action: string;
  readonly target: string;
  readonly body: JsonObject;
  readonly by: readonly Who[];
  /** Version of the target that the signers saw; by default the present one. */
  readonly expectedVersion?: number;
}

/** No record's machine looks at the ledger's own record. */
const ledger = {} as LedgerRecord;

/** Gives orders to the machine of any record, on a state in memory, at a time that the test sets. */
export class RecordPlay {
  readonly #state: Map<string, object>;
  #now: string;
  #orders = 0;

  constructor(now: string, state: ReadonlyMap<string, object> = new Map()) {
    this.#now = now;
    this.#state = new Map(state);
  }

  get now(): string {
    return this.#now;
  }

  /** A play of its own that goes on from here. */
  fork(): RecordPlay {
    return new RecordPlay(this.#now, this.#state);
  }

  waitUntil(time: string): this {
    this.#now = time;
    return this;
  }

  put(...changes: readonly Change[]): this {
    for (const change of changes) {
      const key = stateKeyOf(change);
      const [past, before] = [pastVersionKey(change), this.#state.get(key)];
      if (past !== undefined && before !== undefined) this.#state.set(past, before);
      this.#state.set(key, change.value);
    }
    return this;
  }

  /** A record's version, wherever it stands. */
  versionOf(kind: string, name: string, number: number): object | undefined {
    const isPresent = this.version(recordKey(kind, name)) === number;
    return this.#state.get(isPresent ? recordKey(kind, name) : versionKey(kind, name, number));
  }

  /** The value under a state key. */
  value(key: string): object | undefined {
    return this.#state.get(key);
  }

  keys(): readonly string[] {
    return [...this.#state.keys()].sort();
  }

  version(key: string): number {
    return (this.#state.get(key) as { readonly version: number } | undefined)?.version ?? 0;
  }

  status(key: string): string {
    return (this.#state.get(key) as { readonly status: string } | undefined)?.status ?? 'absent';
  }

  /** `done`, `denied <code>`, or the code of the refusal. */
  async order(order: Order): Promise<string> {
    const machine = machineOf(order.action);
    if (machine === undefined) throw new Error(`there is no action ${order.action}`);
    try {
      const { changes, result } = await this.#decide(machine, order);
      this.#assertSuccessive(changes);
      this.put(...changes);
      this.#assertEntries(changes);
      return result.denied === undefined ? 'done' : `denied ${result.denied}`;
    } catch (error) {
      if (isQuanchengError(error)) return error.code;
      throw error;
    }
  }

  /** The same for an order that a test builds upon. */
  async must(order: Order): Promise<this> {
    const outcome = await this.order(order);
    if (outcome !== 'done') throw new Error(`${order.action}: ${outcome}`);
    return this;
  }

  /** No order leaves a version out, its own record's or another's. */
  #assertSuccessive(changes: readonly Change[]): void {
    for (const change of changes) {
      if (!isMachineKind(change.kind)) continue;
      const { id, version } = change.value as RecordHead;
      const key = recordKey(change.kind, id);
      if (version !== this.version(key) + 1) throw new Error(`version ${version} of ${key} does not follow`);
    }
  }

  /** What a collection takes in is a record as it has just become. */
  #assertEntries(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind !== 'entry') continue;
      const { record, version } = change.value;
      if (this.version(record) !== version) throw new Error(`an entry names version ${version} of ${record}`);
    }
  }

  #decide(machine: AnyMachine, { action, target, body, by, expectedVersion }: Order) {
    this.#orders += 1;
    const signers = by.map(signerOf).sort((left, right) => (left.key < right.key ? -1 : 1));
    const command = {
      id: `order-${this.#orders}`,
      participant: signers[0]!.participant,
      target,
      expectedVersion: expectedVersion ?? this.version(recordKey(machine.kind, target)),
      signers,
      digest: this.#orders.toString(16).padStart(64, '0'),
      action,
      body,
    };
    const context: CommandContext = { ledger, at: { tick: 1, time: this.#now } };
    // Each kind's machine judges its own kind's records, which the compiler cannot follow through the union.
    return decideRecord(machine as Machine<MachineKind>, command, context, this.#read);
  }

  readonly #read: Reader = (kind, name) =>
    // What is under a kind's keys was put there as that kind.
    Promise.resolve(this.#state.get(recordKey(kind, name)) as never);
}

/** Everybody has one key for each role. */
function signerOf(who: Who) {
  const separator = who.indexOf(':');
  const key = Buffer.from(who).toString('hex').padEnd(64, '0').slice(0, 64) as KeyId;
  return { key, role: who.slice(0, separator), participant: who.slice(separator + 1) };
}
