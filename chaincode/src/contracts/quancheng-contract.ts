import { QuanchengError } from '@quancheng/protocol';
import { Contract, Default, Info, Returns, Transaction } from 'fabric-contract-api';
import { CONTRACT_VERSION } from '../contract-version';
import { readArguments } from '../ledger/transaction';
import { STATE_VERSIONS } from '../state-versions';
import { advance } from './advance';
import { anchor } from './anchor';
import { functionName } from './arguments';
import { attest } from './attest';
import { bootstrap } from './bootstrap';
import { execute } from './execute';
import { QuanchengContext } from './quancheng-context';

/** Explicit, because bundling renames classes. */
const CONTRACT_NAME = 'quancheng';

/**
 * The contract `quancheng` (docs/specs/ledger.md). Every argument and result is declared a string, so that the
 * framework neither parses nor quotes them: what is signed inside reaches the contract byte for byte.
 */
@Default()
@Info({ title: CONTRACT_NAME, description: 'Evidence ledger', version: CONTRACT_VERSION })
export class QuanchengContract extends Contract {
  constructor() {
    super(CONTRACT_NAME);
  }

  override createContext(): QuanchengContext {
    return new QuanchengContext(STATE_VERSIONS);
  }

  /** The framework's hook before each function: none may touch a state whose form it doesn't know. */
  override beforeTransaction(context: QuanchengContext): Promise<void> {
    return context.assertStateKnown();
  }

  override async unknownTransaction(context: QuanchengContext): Promise<void> {
    // A function of a newer contract: that this one is too old says more.
    await context.assertStateKnown();
    const [name] = readArguments(context.stub);
    throw new QuanchengError('FUNCTION_UNKNOWN', `there is no function ${functionName(name)}`);
  }

  @Transaction()
  @Returns('string')
  bootstrap(context: QuanchengContext, genesis: string): Promise<string> {
    return bootstrap(context, genesis);
  }

  @Transaction()
  @Returns('string')
  tick(context: QuanchengContext, number: string): Promise<string> {
    return advance(context, number);
  }

  @Transaction()
  @Returns('string')
  execute(context: QuanchengContext, tick: string, _commands: string): Promise<string> {
    // The framework counts the declared parameters, and the commands may be compressed: they are read from the transaction's bytes, which this text isn't.
    return execute(context, tick);
  }

  @Transaction()
  @Returns('string')
  anchor(
    context: QuanchengContext,
    tick: string,
    origin: string,
    old: string,
    proof: string,
    note: string,
  ): Promise<string> {
    return anchor(context, { tick, origin, old, proof, note });
  }

  @Transaction(false)
  @Returns('string')
  attest(context: QuanchengContext, request: string): Promise<string> {
    return attest(context, request);
  }
}
