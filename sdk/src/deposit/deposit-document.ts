import {
  decodeUtf8,
  encodeBase64,
  encodeHex,
  formatEnvelope,
  type JsonObject,
  sha256,
} from '@quancheng/protocol';
import { openOutbox } from '../outbox/level-outbox.js';
import type { Outbox, OutboxAcknowledgement, OutboxJob, OutboxUnit } from '../outbox/outbox.js';
import { type CommitmentKind, commitOriginal } from '../original/commit-original.js';
import { signStatement } from '../signer/sign-payload.js';
import type { RecordDescription } from '../statements/record-description.js';
import { newDocumentStatement } from '../statements/record-statements.js';
import { beginJob } from './begin-job.js';
import { type DepositContext, outboxFolder, statementContext } from './deposit-context.js';
import { sendUnit } from './send-unit.js';

/** A file to deposit as a `document`. */
export interface DocumentSource {
  /** For the outbox and for people. */
  readonly path: string;
  /** Where its evidence will be written, without the ending. */
  readonly output: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly mediaType: string;
  readonly commitment: CommitmentKind;
  readonly description: RecordDescription;
  /** Deposit once more what has been deposited before. */
  readonly again?: boolean;
}

/** A deposited document that waits for its evidence. */
export interface DocumentDeposit {
  readonly folder: string;
  readonly job: OutboxJob;
  readonly unit: OutboxUnit;
  readonly acknowledgement: OutboxAcknowledgement;
}

/**
 * Signs a document's statement, stores it, sends it, stores the promise. Called again after a crash, it goes on
 * with what it finds in the outbox.
 * @throws DEPOSIT_OPTIONS_CHANGED, OUTBOX_LOCKED, and the client's errors
 */
export async function depositDocument(
  context: DepositContext,
  source: DocumentSource,
): Promise<DocumentDeposit> {
  const digest = encodeHex(sha256(source.bytes));
  const folder = outboxFolder(context, { kind: 'document', digest });
  const outbox = await openOutbox(folder);
  try {
    const { ledger, participant } = context;
    const { path, output } = source;
    const wanted = {
      kind: 'document' as const,
      path,
      output,
      digest,
      ledger,
      participant,
      options: optionsOf(source),
      units: 1,
    };
    const job = await beginJob(outbox, wanted, source.again);
    const unit = (await outbox.unit(0)) ?? (await signUnit(context, outbox, source, job.id));
    return { folder, job, unit, acknowledgement: await sendUnit(context.client, outbox, 0, unit) };
  } finally {
    await outbox.close();
  }
}

async function signUnit(
  context: DepositContext,
  outbox: Outbox,
  source: DocumentSource,
  id: string,
): Promise<OutboxUnit> {
  const { original, originalKey } = commitOriginal(source.bytes, source.commitment, source.mediaType);
  const { title, description } = source;
  const statement = newDocumentStatement(statementContext(context), { id, title, description, original });
  const envelope = await signStatement(statement, [context.signer]);
  const unit = {
    id,
    first: 1,
    envelope: decodeUtf8(formatEnvelope(envelope)),
    members: [],
    originalKeys: originalKey === undefined ? [] : [encodeBase64(originalKey)],
  };
  await outbox.saveUnit(0, { ...unit, gateways: context.client.gateways });
  return unit;
}

function optionsOf({ title, mediaType, commitment, description }: DocumentSource): JsonObject {
  return {
    title,
    mediaType,
    commitment,
    description: { ...description, provenance: { ...description.provenance } },
  };
}
