import { encodeBase64, type CommandRole, type JsonObject, type PublicKey } from '@quancheng/protocol';
import { newIdentifier } from '../random/random-bytes.js';
import type { SignerMember, StatementContext } from './record-description.js';
import { contextMembers, finish } from './record-statements.js';

/** What a command orders; the ledger judges body and version. */
export interface CommandOrder {
  /** e.g. `participant.register` */
  readonly action: string;
  readonly target: string;
  /** Version of the target that the signer saw; 0: it must not exist. */
  readonly expectedVersion: number;
  readonly body: JsonObject;
  /** Milliseconds from issued to expires, at most 31 days; default one day. */
  readonly validity?: number;
  /** RecordId; random if absent. */
  readonly id?: string;
}

/** A signer of a command, in the role in which it signs. */
export type CommandSigner = SignerMember & { readonly role: CommandRole };

const ONE_DAY = 24 * 60 * 60 * 1000;

/** A `command` statement's canonical bytes, with a fresh salt. @throws STATEMENT_INVALID */
export function newCommandStatement(
  context: StatementContext & { readonly signers: readonly CommandSigner[] },
  { action, target, expectedVersion, body, validity = ONE_DAY, id = newIdentifier() }: CommandOrder,
): Uint8Array {
  const expires = new Date(Date.parse(context.issued) + validity).toISOString();
  const order = { id, action, target, expectedVersion, body, expires };
  return finish({ ...contextMembers(context), ...order, schema: 'quancheng/command/v1' });
}

/** A `key-possession` statement: this key is held for this participant on this ledger. To be signed by the key. */
export function newPossessionStatement(
  { ledger, issued }: Pick<StatementContext, 'ledger' | 'issued'>,
  participant: string,
  publicKey: PublicKey,
): Uint8Array {
  const signers = [{ key: publicKey.keyId, participant, role: 'participant' }];
  const members = {
    participant,
    publicKey: encodeBase64(publicKey.spki),
    schema: 'quancheng/key-possession/v1',
  };
  return finish({ ...contextMembers({ ledger, issued, signers }), ...members });
}
