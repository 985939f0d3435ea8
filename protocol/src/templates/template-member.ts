import { anyObject, objectOf, optional } from '../form/composite-forms.js';
import type { Form } from '../form/form.js';
import { digestForm, integerForm, stringForm } from '../form/value-forms.js';
import type { JsonObject } from '../json/json-value.js';

/** Most fields of a template. */
export const MOST_FIELDS = 128;

/**
 * By which template a record's row was made, and what of the row the statement itself carries
 * (docs/specs/templates.md).
 */
export interface TemplateMember {
  readonly id: string;
  readonly version: number;
  /** Of the template's canonical JSON, hex. */
  readonly sha256: string;
  readonly sm3: string;
  /** Values of the public fields. */
  readonly public: JsonObject;
  /** The tree over the other fields; absent if there are none. */
  readonly committed?: { readonly count: number; readonly root: string };
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
export const templateIdForm = stringForm<string>(
  'a template’s id such as housing-fund',
  (text) => text.length <= 64 && ID.test(text),
);
export const templateVersionForm = integerForm(1, 1_000_000);

export const templateMemberForm: Form<TemplateMember> = objectOf({
  id: templateIdForm,
  version: templateVersionForm,
  sha256: digestForm,
  sm3: digestForm,
  public: anyObject,
  committed: optional(objectOf({ count: integerForm(1, MOST_FIELDS), root: digestForm })),
});
