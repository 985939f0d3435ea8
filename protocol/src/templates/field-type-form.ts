import { objectOf, optional } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import { integerForm, oneOf, stringForm, textForm } from '../form/value-forms.js';
import { isBoundedPattern } from './bounded-pattern.js';
import { byKind } from './by-kind.js';
import { plainKinds, type FieldType } from './template.js';

const MOST = Number.MAX_SAFE_INTEGER;
const length = integerForm(1, 1000);
const anyInteger = integerForm(-MOST, MOST);
const pattern = stringForm<string>(
  'a pattern without groups, alternatives and unbounded repetitions',
  (text) => text.length <= 200 && isBoundedPattern(text),
);

const bounds = ({ least, most }: { readonly least: number; readonly most: number }) =>
  least <= most ? undefined : { path: '/most', expected: 'not below least' };

const scalarForms: Readonly<Record<string, Form<unknown>>> = {
  text: restrict(
    objectOf({ kind: oneOf('text'), least: length, most: length, pattern: optional(pattern) }),
    bounds,
  ),
  integer: restrict(
    objectOf({
      kind: oneOf('integer'),
      least: anyInteger,
      most: anyInteger,
      unit: textForm,
      written: optional(objectOf({ unit: textForm, scale: integerForm(1, 9) })),
    }),
    bounds,
  ),
  code: objectOf({ kind: oneOf('code'), list: textForm }),
  ...Object.fromEntries(plainKinds.map((kind) => [kind, objectOf({ kind: oneOf(kind) })])),
};

/** The form of a field's type: a list is of anything but lists. */
export const fieldTypeForm = byKind({
  ...scalarForms,
  list: objectOf({ kind: oneOf('list'), most: integerForm(1, 100), of: byKind(scalarForms) }),
}) as Form<FieldType>;
