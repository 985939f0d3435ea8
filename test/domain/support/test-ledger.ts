import {
  openLedger,
  stateKeyOf,
  type Change,
  type CommandContext,
  type Records,
  type RecordKind,
} from '@quancheng/domain';
import { newGenesis } from '../../chaincode/support/test-genesis.js';
import { CHANNEL, START } from '../../chaincode/support/statements.js';

/** Signed once: SM2 signatures take most of the time. */
const opening = open();

function open() {
  const decision = openLedger(undefined, newGenesis(), CHANNEL, START);
  if (decision.outcome === 'refused') throw new Error(decision.message);
  return decision;
}

/** The records that state machines have written so far: a ledger without a chain. */
export class TestLedger {
  readonly #records = new Map<string, unknown>();
  readonly context: CommandContext;

  constructor() {
    this.apply(opening.changes);
    this.context = { ledger: opening.result, at: { tick: 1, time: START } };
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#records.set(stateKeyOf(change), change.value);
  }

  /** The record of this kind under a state key. */
  get<Kind extends RecordKind>(_kind: Kind, key: string): Records[Kind] | undefined {
    return this.#records.get(key) as Records[Kind] | undefined;
  }
}
