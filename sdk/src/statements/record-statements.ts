import {
  canonicalize,
  parseStatement,
  type JsonObject,
  type Original,
  type TemplateMember,
} from '@quancheng/protocol';
import { newSalt } from '../random/random-bytes.js';
import type {
  RecordDescription,
  SharingDescription,
  SignerMember,
  StatementContext,
} from './record-description.js';

/** What both kinds of record have: identity, description and commitment. */
export interface RecordContent {
  /** RecordId, unique for ever within the first signer's participant. */
  readonly id: string;
  readonly description: RecordDescription;
  readonly original: Original;
  /** The sector template by which the original's row was made. */
  readonly template?: TemplateMember;
}

/** A `document` statement's canonical bytes, with a fresh salt. @throws STATEMENT_INVALID, LEVEL_REFUSED */
export function newDocumentStatement(
  context: StatementContext,
  content: RecordContent & { readonly title: string },
): Uint8Array {
  return finish({
    ...commonMembers(context, content),
    schema: 'quancheng/document/v1',
    title: content.title,
  });
}

/** A `sharing-event` statement's canonical bytes, with a fresh salt. @throws STATEMENT_INVALID, LEVEL_REFUSED */
export function newSharingStatement(
  context: StatementContext,
  content: RecordContent & { readonly sharing: SharingDescription },
): Uint8Array {
  return finish({
    ...commonMembers(context, content),
    ...content.sharing,
    schema: 'quancheng/sharing-event/v1',
  });
}

/** A `batch` statement's canonical bytes, with a fresh salt. @param root hex @throws STATEMENT_INVALID */
export function newBatchStatement(
  context: StatementContext,
  batch: { readonly id: string; readonly root: string; readonly size: number },
): Uint8Array {
  return finish({ ...contextMembers(context), ...batch, schema: 'quancheng/batch/v1' });
}

/** What every statement that is signed for a ledger has. */
export function contextMembers({ ledger, signers, issued }: StatementContext) {
  return { audience: ledger, issued, salt: newSalt(), signers: sortedSigners(signers) };
}

/** Nothing leaves this room that the protocol would refuse. */
export function finish(statement: object): Uint8Array {
  // canonicalize refuses what JSON cannot carry; the cast only lets optional members through the compiler.
  const payload = canonicalize(statement as JsonObject);
  parseStatement(payload);
  return payload;
}

function commonMembers(context: StatementContext, { id, description, original, template }: RecordContent) {
  const templated = template === undefined ? {} : { template };
  return { ...contextMembers(context), ...description, ...templated, id, original };
}

function sortedSigners(signers: readonly SignerMember[]): readonly SignerMember[] {
  return signers
    .map(({ key, participant, role }) => ({ key, participant, role }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}
