import type { OriginalMember } from '../original/commit-original.js';
import { newSalt } from '../random/random-bytes.js';
import type {
  RecordDescription,
  SharingDescription,
  SignerMember,
  StatementContext,
} from './record-description.js';

/** What both kinds of record share: identity, context, description and commitment. */
export interface RecordContent {
  /** RecordId, unique for ever within the first signer's participant. */
  readonly id: string;
  readonly description: RecordDescription;
  readonly original: OriginalMember;
}

/** A `document` statement with a fresh salt. */
export function newDocumentStatement(
  context: StatementContext,
  content: RecordContent & { readonly title: string },
) {
  return {
    ...commonMembers(context, content),
    schema: 'quancheng/document/v1' as const,
    title: content.title,
  };
}

/** A `sharing-event` statement with a fresh salt. */
export function newSharingStatement(
  context: StatementContext,
  content: RecordContent & { readonly sharing: SharingDescription },
) {
  return {
    ...commonMembers(context, content),
    ...content.sharing,
    schema: 'quancheng/sharing-event/v1' as const,
  };
}

/** A `batch` statement over a tree of members, with a fresh salt. @param root hex */
export function newBatchStatement(
  context: StatementContext,
  batch: { id: string; root: string; size: number },
) {
  return { ...envelopeMembers(context), ...batch, schema: 'quancheng/batch/v1' as const };
}

function commonMembers(context: StatementContext, { id, description, original }: RecordContent) {
  return { ...envelopeMembers(context), ...description, id, original };
}

function envelopeMembers({ ledger, signers, issued }: StatementContext) {
  return { audience: ledger, issued, salt: newSalt(), signers: sortedSigners(signers) };
}

/** By key, as statements demand it. */
export function sortedSigners(signers: readonly SignerMember[]): readonly SignerMember[] {
  return [...signers].sort((left, right) => (left.key < right.key ? -1 : 1));
}
