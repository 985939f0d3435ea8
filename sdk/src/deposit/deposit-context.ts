import { encodeHex, sha256, canonicalize } from '@quancheng/protocol';
import { join } from 'node:path';
import type { QuanchengClient } from '../client/client.js';
import type { OutboxJob } from '../outbox/outbox.js';
import type { AsyncSigner } from '../signer/async-signer.js';
import type { StatementContext } from '../statements/record-description.js';

/** Who deposits, on which ledger, through which gateway. */
export interface DepositContext {
  readonly client: QuanchengClient;
  readonly signer: AsyncSigner;
  /** ParticipantId of the key's owner. */
  readonly participant: string;
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
export function statementContext({ signer, participant, ledger }: DepositContext): StatementContext {
  return {
    ledger,
    signers: [{ key: signer.publicKey.keyId, participant, role: 'depositor' }],
    issued: new Date().toISOString(),
  };
}
