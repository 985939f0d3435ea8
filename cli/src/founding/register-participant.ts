import { participantKey } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { payloadTypes, type Signer, signEnvelope } from '@quancheng/protocol';
import { newPossessionStatement } from '@quancheng/sdk';
import { type Commander, submitCommand } from './submit-command.js';

export interface NewParticipant {
  /** Its 统一社会信用代码. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly roles: readonly string[];
}

/** Registers a participant with its first key, unless it is there already. @throws what the ledger refuses it with */
export async function registerParticipant(
  ledger: Ledger,
  registrar: Commander,
  { id, name, type, roles }: NewParticipant,
  key: Signer,
): Promise<void> {
  const { values } = await ledger.read([participantKey(id)]);
  if (values.get(participantKey(id)) !== null) return;
  const statement = newPossessionStatement(
    { ledger: registrar.ledger, issued: new Date().toISOString() },
    id,
    key.publicKey,
  );
  const { payload, payloadType, signatures } = signEnvelope(payloadTypes.statement, statement, [key]);
  const possession = { payload, payloadType, signatures: signatures.map((each) => ({ ...each })) };
  await submitCommand(ledger, registrar, {
    action: 'participant.register',
    target: id,
    expectedVersion: 0,
    body: { name, type, uscc: id, roles, possession },
  });
}
