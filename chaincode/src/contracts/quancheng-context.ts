import { assertStateVersion } from '@quancheng/domain';
import { Context } from 'fabric-contract-api';
import { LedgerStore } from '../ledger/ledger-store';
import type { Stub } from '../ledger/stub';
import { readArguments, readTransaction, setEvent, type Transaction } from '../ledger/transaction';
import { assertArguments } from './arguments';
import type { JsonValue } from '@quancheng/protocol';

/** What one transaction works with: its typed view of the ledger, and what the proposal says of it. */
export class QuanchengContext extends Context {
  #store: LedgerStore | undefined;

  /** @param stateVersions versions of the state's form that the contract knows */
  constructor(readonly stateVersions: readonly number[]) {
    super();
  }

  /**
   * The framework's hook before it decodes arguments (absent from its published types): the last place where their
   * bytes can be judged as they were sent.
   */
  setChaincodeStub(stub: Stub): void {
    this.stub = stub;
    assertArguments(readArguments(stub));
  }

  /** One for the whole transaction, so that each key is asked for once. */
  get store(): LedgerStore {
    this.#store ??= new LedgerStore(this.stub);
    return this.#store;
  }

  get transaction(): Transaction {
    return readTransaction(this.stub);
  }

  /** @throws STATE_VERSION_UNSUPPORTED if there is a ledger whose form the contract doesn't know */
  async assertStateKnown(): Promise<void> {
    const ledger = await this.store.ledger();
    if (ledger !== undefined) assertStateVersion(ledger, this.stateVersions);
  }

  /** Stores what was written and sets the transaction's one event, if anything happened. */
  async finish(eventName: string, event: JsonValue | undefined): Promise<void> {
    await this.store.flush();
    if (event !== undefined) setEvent(this.stub, eventName, event);
  }
}
