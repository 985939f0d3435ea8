import {
  assertDisclosedFields,
  assertFitsTemplate,
  isTemplateOf,
  QuanchengError,
  type Disclosure,
  type PinnedTemplate,
} from '@quancheng/protocol';
import type { ReadStatement } from './check-statement.js';

/**
 * The statement fits the template that it names, and so do the values that were disclosed. Which file that template is,
 * its digests tell: any other is as good as none.
 * @throws TEMPLATE_NOT_GIVEN, TEMPLATE_VIOLATED and as assertFitsTemplate and assertDisclosedFields
 */
export function checkTemplate(
  { statement }: ReadStatement,
  templates: readonly PinnedTemplate[],
  disclosure: Disclosure | undefined,
): PinnedTemplate {
  const member = statement.template;
  const pinned = member && templates.find((each) => isTemplateOf(each, member));
  if (pinned === undefined) throw new QuanchengError('TEMPLATE_NOT_GIVEN', 'no template with these digests');
  assertFitsTemplate(pinned, statement);
  if (disclosure !== undefined) assertDisclosedFields(pinned.template, disclosure);
  return pinned;
}
