import {
  commandKey,
  compromiseKey,
  keyKey,
  LEDGER_KEY,
  logKey,
  pastVersionKey,
  participantKey,
  revocationKey,
  recordKey,
  stateKeyOf,
  tickKey,
  type Change,
  type CommandReceipt,
  type Compromise,
  type KeyRecord,
  type KeyState,
  type LedgerRecord,
  type LogRecord,
  type Participant,
  type Reader,
  type Revocation,
  type Tick,
} from '@quancheng/domain';
import { formatCanonical, type JsonValue } from '@quancheng/protocol';
import { Overlay } from './overlay';
import type { Stub } from './stub';

/**
 * The ledger's records, typed. Reads see the writes made through this store; the peer sees them after `flush`.
 * Stored values were written by this contract, checked by all endorsers, so they are parsed and not judged again.
 */
export class LedgerStore {
  readonly #overlay: Overlay;
  /** The commands of a list read the same few records again and again; nobody changes what was read. */
  readonly #parsed = new Map<string, { readonly text: string; readonly value: unknown }>();

  constructor(stub: Stub) {
    this.#overlay = new Overlay(stub);
  }

  ledger = (): Promise<LedgerRecord | undefined> => this.#read<LedgerRecord>(LEDGER_KEY);
  tick = (slot: number): Promise<Tick | undefined> => this.#read<Tick>(tickKey(slot));
  participant = (id: string): Promise<Participant | undefined> => this.#read<Participant>(participantKey(id));
  key = (keyId: string): Promise<KeyRecord | undefined> => this.#read<KeyRecord>(keyKey(keyId));
  revocation = (keyId: string): Promise<Revocation | undefined> =>
    this.#read<Revocation>(revocationKey(keyId));
  compromise = (keyId: string): Promise<Compromise | undefined> =>
    this.#read<Compromise>(compromiseKey(keyId));
  log = (origin: string): Promise<LogRecord | undefined> => this.#read<LogRecord>(logKey(origin));
  receipt = (participant: string, id: string): Promise<CommandReceipt | undefined> =>
    this.#read<CommandReceipt>(commandKey(participant, id));

  async keyState(keyId: string): Promise<KeyState> {
    return {
      key: await this.key(keyId),
      revocation: await this.revocation(keyId),
      compromise: await this.compromise(keyId),
    };
  }

  /** Asks the peer at once for keys that will be read. */
  expect(keys: readonly string[]): Promise<void> {
    return this.#overlay.expect(keys);
  }

  /** What the records' state machines read by. */
  reader: Reader = (kind, name) => this.#read(recordKey(kind, name));

  /** The value of any state key, undefined where it is absent. */
  value = (key: string): Promise<JsonValue | undefined> => this.#read<JsonValue>(key);

  /** Writes the changes in their order, and keeps what they supersede. */
  async apply(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      const key = stateKeyOf(change);
      const past = pastVersionKey(change);
      if (past !== undefined) this.#overlay.write(past, await this.#present(key));
      this.#write(key, change.value);
    }
  }

  putReceipt(participant: string, id: string, receipt: CommandReceipt): void {
    this.#write(commandKey(participant, id), receipt);
  }

  /** Gives all writes to the peer. */
  flush(): Promise<void> {
    return this.#overlay.flush();
  }

  async #read<Value>(key: string): Promise<Value | undefined> {
    const text = await this.#overlay.read(key);
    if (text === undefined) return undefined;
    const known = this.#parsed.get(key);
    if (known?.text === text) return known.value as Value;
    const value = JSON.parse(text) as Value;
    this.#parsed.set(key, { text, value });
    return value;
  }

  async #present(key: string): Promise<string> {
    const text = await this.#overlay.read(key);
    if (text === undefined) throw new Error(`${key} has a second version and no first`);
    return text;
  }

  #write(key: string, value: object): void {
    this.#overlay.write(key, formatCanonical(value as JsonValue));
  }
}
