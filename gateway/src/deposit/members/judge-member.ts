import {
  assertBatchMember,
  isRecordStatement,
  parseCanonical,
  QuanchengError,
  statementFromJson,
  statementKind,
  type BatchStatement,
  type PinnedTemplate,
} from '@quancheng/protocol';
import { assertTemplate } from '../../templates/assert-template.js';
import { newStatementTemplate, type StatementTemplate } from './statement-template.js';

/** Largest member statement: what a member record may carry (docs/specs/envelope.md). */
const MAXIMUM_MEMBER = 65_536;

/** Judges a batch's members, one after the other. */
export interface MemberJudge {
  /**
   * @returns the member's kind
   * @throws JSON_…, STATEMENT_INVALID, LEVEL_REFUSED, STATEMENT_KIND_REFUSED, BATCH_MEMBER_MISPLACED, BODY_TOO_LARGE,
   * TEMPLATE_…, PLAIN_DIGEST_REFUSED, ROW_…
   */
  judge(member: Buffer, index: number): string;
}

/** Members are mostly like the one before, so the last one that was judged whole is the model for the next. */
export function newMemberJudge(batch: BatchStatement, templates?: readonly PinnedTemplate[]): MemberJudge {
  let model: { readonly template: StatementTemplate; readonly kind: string } | undefined;
  return {
    judge(member, index) {
      if (member.length > MAXIMUM_MEMBER) {
        throw new QuanchengError('BODY_TOO_LARGE', `a member is longer than ${MAXIMUM_MEMBER} bytes`);
      }
      // The model's audience, signers and level were held against the batch, and are fixed in its bytes.
      if (model?.template.accepts(member, index) === true) return model.kind;
      const value = parseCanonical(member);
      const statement = statementFromJson(value);
      if (!isRecordStatement(statement)) {
        throw new QuanchengError('STATEMENT_KIND_REFUSED', `${statement.schema} is not a record`);
      }
      assertBatchMember(batch, statement, index);
      if (templates !== undefined) assertTemplate(statement, templates);
      model = { template: newStatementTemplate(value), kind: statementKind(statement) };
      return model.kind;
    },
  };
}
