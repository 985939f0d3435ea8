import { mismatchAt, type Form } from '../form/form.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';

/** The form is that of the object's `kind`. */
export function byKind(forms: Readonly<Record<string, Form<unknown>>>): Form<unknown> {
  return {
    mismatch(value: JsonValue) {
      const kind = isJsonObject(value) ? value['kind'] : undefined;
      const form = typeof kind === 'string' && Object.hasOwn(forms, kind) ? forms[kind] : undefined;
      if (form !== undefined) return form.mismatch(value);
      return { path: '/kind', expected: `one of ${Object.keys(forms).join(', ')}` };
    },
  };
}

/** Any names of one form, each with a value of another. */
export function namedValues(name: Form<string>, value: Form<unknown>): Form<unknown> {
  return {
    mismatch(values: JsonValue) {
      if (!isJsonObject(values)) return { path: '', expected: 'an object' };
      for (const [key, each] of Object.entries(values)) {
        const mismatch = name.mismatch(key) ?? value.mismatch(each);
        if (mismatch !== undefined) return mismatchAt(key, mismatch);
      }
      return undefined;
    },
  };
}
