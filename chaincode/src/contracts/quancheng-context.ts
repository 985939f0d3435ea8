import { Context } from 'fabric-contract-api';
import type { ChaincodeStub } from 'fabric-shim-api';
import { LedgerStore } from '../ledger/ledger-store';
import { readTransaction, type Transaction } from '../ledger/transaction';
import { assertArguments } from './arguments';

/** What one transaction works with: its typed view of the ledger, and what the proposal says of it. */
export class QuanchengContext extends Context {
  #store: LedgerStore | undefined;

  /**
   * The framework's hook before it decodes arguments (absent from its published types): the last place where their
   * bytes can be judged as they were sent.
   */
  setChaincodeStub(stub: ChaincodeStub): void {
    this.stub = stub;
    assertArguments(stub);
  }

  /** One for the whole transaction, so that each key is asked for once. */
  get store(): LedgerStore {
    this.#store ??= LedgerStore.over(this.stub);
    return this.#store;
  }

  get transaction(): Transaction {
    return readTransaction(this.stub);
  }
}
