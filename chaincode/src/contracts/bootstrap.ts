import { openLedger } from '@quancheng/domain';
import { encodeUtf8, parseEnvelope } from '@quancheng/protocol';
import type { QuanchengContext } from './quancheng-context';
import { settle } from './settle';

/** Opens the ledger that the genesis envelope describes, once. */
export async function bootstrap(context: QuanchengContext, genesis: string): Promise<string> {
  const { store, transaction } = context;
  const envelope = parseEnvelope(encodeUtf8(genesis));
  const decision = openLedger(await store.ledger(), envelope, transaction.channel, transaction.time);
  return settle(context, 'bootstrapped', decision);
}
