import type { BodiedAction } from '@quancheng/domain';
import type { CommandRole, Envelope, JsonObject } from '@quancheng/protocol';
import {
  addSignature,
  type AsyncSigner,
  newAsyncSigner,
  newPossessionStatement,
  newRecordCommand,
  type RecordOrder,
  signStatement,
} from '@quancheng/sdk';
import { LEDGER } from '../../chaincode/support/statements.js';
import { registrar as registrarParty } from '../../chaincode/support/test-genesis.js';
import { timeIn } from '../../gateway/support/ledger-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';

/** Who signs commands by the SDK. */
export interface Actor {
  readonly participant: string;
  readonly role: CommandRole;
  readonly signer: AsyncSigner;
}

export const actor = (participant: string, role: CommandRole = 'participant'): Actor => ({
  participant,
  role,
  signer: newAsyncSigner(testSigner(`sdk records ${participant}`)),
});

export const registrar: Actor = {
  participant: registrarParty.participant,
  role: 'registrar',
  signer: newAsyncSigner(registrarParty.signer),
};

/** A command that all sign, one after the other. */
export async function signedBy<Action extends BodiedAction>(
  by: readonly Actor[],
  order: RecordOrder<Action>,
): Promise<Envelope> {
  const signers = by.map(({ participant, role, signer }) => ({
    participant,
    role,
    key: signer.publicKey.keyId,
  }));
  const payload = newRecordCommand({ ledger: LEDGER, signers, issued: timeIn(0) }, order);
  const [first, ...others] = by;
  let envelope = await signStatement(payload, [first!.signer]);
  for (const { signer } of others) envelope = await addSignature(envelope, signer);
  return envelope;
}

export async function possessionOf({ participant, signer }: Actor): Promise<JsonObject> {
  const issued = timeIn(0);
  const statement = newPossessionStatement({ ledger: LEDGER, issued }, participant, signer.publicKey);
  return (await signStatement(statement, [signer])) as unknown as JsonObject;
}
