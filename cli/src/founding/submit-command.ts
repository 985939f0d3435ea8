import { readOutcomes } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import {
  type CommandRole,
  formatCanonical,
  isErrorCode,
  payloadTypes,
  QuanchengError,
  type Signer,
  signEnvelope,
} from '@quancheng/protocol';
import { type CommandOrder, newCommandStatement } from '@quancheng/sdk';

/** Who orders something on which ledger, and in which role. */
export interface Commander {
  readonly ledger: string;
  readonly participant: string;
  readonly role: CommandRole;
  readonly signer: Signer;
}

/** Signs a command and has the ledger carry it out. @throws the code with which the ledger refuses it */
export async function submitCommand(
  ledger: Ledger,
  commander: Commander,
  order: CommandOrder,
): Promise<void> {
  const { participant, role, signer } = commander;
  const signers = [{ key: signer.publicKey.keyId, participant, role }];
  const context = { ledger: commander.ledger, signers, issued: new Date().toISOString() };
  const { payload, payloadType, signatures } = signEnvelope(
    payloadTypes.statement,
    newCommandStatement(context, order),
    [signer],
  );
  const envelope = { payload, payloadType, signatures: signatures.map((each) => ({ ...each })) };
  const { result } = await ledger.submit('execute', [formatCanonical([envelope])], { atTick: true });
  const [outcome] = readOutcomes(result);
  if (outcome?.outcome !== 'refused') return;
  const { code, message } = outcome;
  throw new QuanchengError(isErrorCode(code) ? code : 'LEDGER_ANSWER_MALFORMED', message);
}
