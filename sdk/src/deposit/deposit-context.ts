import { encodeHex, sha256, canonicalize } from '@quancheng/protocol';
import { join } from 'node:path';
import type { QuanchengClient } from '../client/client.js';
import type { OutboxJob } from '../outbox/outbox.js';
import type { AsyncSigner } from '../signer/async-signer.js';
import type { StatementContext } from '../statements/record-description.js';

/** Whoever signs besides the depositor: a key here, or a port to where it is kept. */
export interface Cosigner {
  readonly signer: AsyncSigner;
  /** ParticipantId of the key's owner. */
  readonly participant: string;
}

/** Who deposits, on which ledger, through which gateway. */
export interface DepositContext {
  readonly client: QuanchengClient;
  readonly signer: AsyncSigner;
  /** ParticipantId of the key's owner. */
  readonly participant: string;
  /** Further participants who sign the same statements, where a template wants them to. */
  readonly cosigners?: readonly Cosigner[];
  /** LedgerId of the pinned trust root. */
  readonly ledger: string;
  /** Folder that holds one outbox for each deposit. */
  readonly outboxes: string;
}

/**
 * The outbox of a deposit: the same file, by the same participant on the same ledger, finds the same one. The name
 * says nothing about the file to whoever can list the folder without knowing its bytes.
 */
export function outboxFolder(
  { outboxes, ledger, participant }: Pick<DepositContext, 'outboxes' | 'ledger' | 'participant'>,
  { kind, digest }: Pick<OutboxJob, 'kind' | 'digest'>,
): string {
  return join(outboxes, encodeHex(sha256(canonicalize({ digest, kind, ledger, participant }))).slice(0, 32));
}

/** A statement of this depositor, issued now. */
export function statementContext(context: DepositContext): StatementContext {
  const { signer, participant, ledger, cosigners = [] } = context;
  return {
    ledger,
    signers: [{ signer, participant }, ...cosigners].map((each) => ({
      key: each.signer.publicKey.keyId,
      participant: each.participant,
      role: 'depositor' as const,
    })),
    issued: new Date().toISOString(),
  };
}

/** Exactly those whom `statementContext` names. */
export function depositSigners({ signer, cosigners = [] }: DepositContext): readonly AsyncSigner[] {
  return [signer, ...cosigners.map((each) => each.signer)];
}
