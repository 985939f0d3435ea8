import {
  assertFitsTemplate,
  isRecordStatement,
  parseStatement,
  QuanchengError,
  type JsonObject,
  type PinnedTemplate,
} from '@quancheng/protocol';
import type { CommittedOriginal } from '../original/commit-original.js';
import type { SharingDescription, StatementContext } from '../statements/record-description.js';
import { newDocumentStatement, newSharingStatement } from '../statements/record-statements.js';
import { newTemplateMember } from '../templates/new-template-member.js';
import type { RowsSource } from './rows-source.js';

/** Which record a row becomes. */
export interface RowPlace {
  readonly statement: StatementContext;
  /** RecordId. */
  readonly id: string;
  /** When the deposit was begun. */
  readonly begun: string;
}

/**
 * A row's statement: a `sharing-event`, or what the source's template says.
 * @throws STATEMENT_INVALID, LEVEL_REFUSED; by the template PLAIN_DIGEST_REFUSED, TEMPLATE_VIOLATED
 */
export function newRowStatement(
  source: RowsSource,
  { statement, id, begun }: RowPlace,
  { original, originalKey }: CommittedOriginal,
  values: JsonObject | undefined,
): Uint8Array {
  const { template, description } = source;
  const content = { id, description, original };
  if (template === undefined) {
    return newSharingStatement(statement, { ...content, sharing: sharingOf(source, begun) });
  }
  const member = newTemplateMember(template, values ?? {}, originalKey, { ...statement, id });
  const templated = { ...content, template: member };
  const payload =
    template.template.statement === 'document'
      ? newDocumentStatement(statement, { ...templated, title: template.template.title.zh })
      : newSharingStatement(statement, { ...templated, sharing: sharingOf(source, begun) });
  assertTemplated(template, payload);
  return payload;
}

function sharingOf({ sharing }: RowsSource, begun: string): SharingDescription {
  if (sharing !== undefined) return { sent: begun, ...sharing };
  throw new QuanchengError('OPTION_MISSING', 'between whom the rows were shared');
}

/** What the gateway will find is found before anything is signed. */
function assertTemplated(template: PinnedTemplate, payload: Uint8Array): void {
  const statement = parseStatement(payload);
  if (isRecordStatement(statement)) assertFitsTemplate(template, statement);
}
