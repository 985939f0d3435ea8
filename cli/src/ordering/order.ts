import type { CommandRole } from '@quancheng/protocol';
import {
  type AsyncSigner,
  type CommandOrder,
  type CommandOutcome,
  newCommandStatement,
  type QuanchengClient,
  signStatement,
} from '@quancheng/sdk';
import { confirmStatement } from './confirm-statement.js';

/** Who orders something on which ledger, and in which role. */
export interface RemoteCommander {
  readonly client: QuanchengClient;
  readonly ledger: string;
  readonly participant: string;
  readonly role: CommandRole;
  readonly signer: AsyncSigner;
  /** Signs without asking, also at a terminal. */
  readonly yes?: true | undefined;
}

/** Signs a command, once whoever is at a terminal has agreed, and has a gateway bring it to the ledger. @throws NOT_CONFIRMED, the code with which the ledger refuses it */
export async function order(commander: RemoteCommander, command: CommandOrder): Promise<CommandOutcome> {
  const { client, ledger, participant, role, signer } = commander;
  const signers = [{ key: signer.publicKey.keyId, participant, role }];
  const statement = newCommandStatement({ ledger, signers, issued: new Date().toISOString() }, command);
  await confirmStatement(statement, commander);
  const [outcome] = await client.submitCommands([await signStatement(statement, [signer])]);
  if (outcome === undefined) throw new Error('the gateway answered without an outcome');
  if (outcome.error !== undefined) throw outcome.error;
  return outcome;
}
