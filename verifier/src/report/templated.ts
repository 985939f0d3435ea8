import type { BilingualText, JsonValue, PinnedTemplate, RecordStatement } from '@quancheng/protocol';
import type { Findings } from './findings.js';
import { valueOf } from './finding.js';

/** By which template a record was made; its title only if the template itself was at hand. */
export interface TemplateSummary {
  readonly id: string;
  readonly version: number;
  /** Hex, of the template. */
  readonly sha256: string;
  readonly title?: BilingualText;
}

/** A field of the row that is known: public, or disclosed and proven to be the record's. */
export interface KnownField {
  readonly field: string;
  readonly name?: BilingualText;
  /** `null` if the row has no value for it. */
  readonly value: JsonValue;
}

export interface Templated {
  readonly template?: TemplateSummary;
  readonly fields?: readonly KnownField[];
}

/** What a proven statement tells of its template and row. */
export function templatedOf(statement: RecordStatement, findings: Findings): Templated {
  const member = statement.template;
  if (member === undefined) return {};
  const pinned = findings.template && valueOf(findings.template);
  const disclosure = findings.disclosure && valueOf(findings.disclosure);
  const { id, version, sha256 } = member;
  const title = pinned === undefined ? {} : { title: pinned.template.title };
  const known = [
    ...Object.entries(member.public).map(([field, value]) => ({ field, value })),
    ...(disclosure?.fields ?? []).map(({ field, value }) => ({ field, value })),
  ];
  return {
    template: { id, version, sha256, ...title },
    fields: known.map((each) => ({ ...each, ...nameOf(pinned, each.field) })),
  };
}

function nameOf(pinned: PinnedTemplate | undefined, code: string): { readonly name?: BilingualText } {
  const field = pinned?.template.fields.find((each) => each.code === code);
  return field === undefined ? {} : { name: field.name };
}
