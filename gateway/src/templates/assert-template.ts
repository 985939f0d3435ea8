import {
  assertFitsTemplate,
  isTemplateOf,
  QuanchengError,
  type PinnedTemplate,
  type RecordStatement,
} from '@quancheng/protocol';

/**
 * A record that names a template fits it, and the template is one of this gateway's. One that names none is nobody's
 * business here.
 * @throws TEMPLATE_UNKNOWN, TEMPLATE_VIOLATED, PLAIN_DIGEST_REFUSED, ROW_…
 */
export function assertTemplate(statement: RecordStatement, templates: readonly PinnedTemplate[]): void {
  const member = statement.template;
  if (member === undefined) return;
  const pinned = templates.find((each) => isTemplateOf(each, member));
  if (pinned === undefined) {
    throw new QuanchengError('TEMPLATE_UNKNOWN', `${member.id} version ${member.version}, ${member.sha256}`);
  }
  assertFitsTemplate(pinned, statement);
}
