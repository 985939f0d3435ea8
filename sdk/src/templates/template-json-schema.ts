import type { FieldType, JsonObject, PinnedTemplate, PlainKind, SectorTemplate } from '@quancheng/protocol';

/**
 * A template's rows as JSON Schema (2020-12), for tools that know nothing of ours. It is looser than the template: check
 * characters, calendar days and rules between fields cannot be said in it.
 */
export function templateJsonSchema({ template, sha256 }: PinnedTemplate): JsonObject {
  const { id, version, title, subject, fields } = template;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:quancheng:template:${id}:${version}:${sha256}`,
    title: `${title.zh} ${title.en}`,
    description: `${subject.zh} ${subject.en}`,
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ code, name, type }) => [
        code,
        { title: `${name.zh} ${name.en}`, ...typeSchema(type, template) },
      ]),
    ),
    required: fields.filter(({ optional }) => optional !== true).map(({ code }) => code),
    additionalProperties: false,
  };
}

function typeSchema(type: FieldType, template: SectorTemplate): JsonObject {
  switch (type.kind) {
    case 'text':
      return {
        type: 'string',
        maxLength: type.most,
        ...(type.pattern === undefined ? {} : { pattern: `^(?:${type.pattern})$` }),
      };
    case 'integer':
      return { type: 'integer', minimum: type.least, maximum: type.most, description: type.unit };
    case 'code':
      return { type: 'string', enum: (template.codeLists[type.list]?.codes ?? []).map(({ code }) => code) };
    case 'list':
      return { type: 'array', minItems: 1, maxItems: type.most, items: typeSchema(type.of, template) };
    default:
      return plainSchemas[type.kind];
  }
}

const text = (pattern: string): JsonObject => ({ type: 'string', pattern: `^${pattern}$` });

const plainSchemas: Readonly<Record<PlainKind, JsonObject>> = {
  boolean: { type: 'boolean' },
  date: text('\\d{4}-\\d{2}-\\d{2}'),
  digest: text('[0-9a-f]{64}'),
  'identity-number': text('\\d{17}[\\dX]'),
  month: text('\\d{4}-\\d{2}'),
  participant: text('[A-Za-z0-9][A-Za-z0-9_-]{0,63}'),
  time: text('\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z'),
  uscc: text('[0-9A-HJ-NPQRTUWXY]{18}'),
  'vehicle-number': text('[0-9A-HJ-NPR-Z]{17}'),
};
