import { QuanchengError, type PinnedTemplate } from '@quancheng/protocol';

/**
 * The template of a name such as `housing-fund` or `housing-fund@2`; without a version the newest.
 * @throws TEMPLATE_NOT_FOUND
 */
export function findTemplate(templates: readonly PinnedTemplate[], name: string): PinnedTemplate {
  const [id, version] = name.split('@');
  const found = templates
    .filter(({ template }) => template.id === id)
    .filter(({ template }) => version === undefined || String(template.version) === version)
    .reduce<PinnedTemplate | undefined>(
      (newest, each) =>
        newest === undefined || newest.template.version < each.template.version ? each : newest,
      undefined,
    );
  if (found === undefined) throw new QuanchengError('TEMPLATE_NOT_FOUND', name);
  return found;
}
