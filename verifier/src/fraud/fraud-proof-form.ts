import {
  anyJson,
  base64Form,
  digestForm,
  isJsonObject,
  listOf,
  objectOf,
  oneOf,
  type Form,
  type ValueOf,
} from '@quancheng/protocol';
import { endorsedReadForm, noteForm } from '../package/package-form.js';

const LARGEST_ENTRY = 65_536;
const schema = oneOf('quancheng/fraud-proof/v1');
const provenLeaf = objectOf({ leaf: digestForm, proof: noteForm });

const forms = {
  fork: objectOf({ schema, kind: oneOf('fork'), notes: listOf(noteForm, 2, 2) }),
  'anchored-fork': objectOf({ schema, kind: oneOf('anchored-fork'), note: noteForm, read: endorsedReadForm }),
  'two-leaves': objectOf({ schema, kind: oneOf('two-leaves'), leaves: listOf(provenLeaf, 2, 2) }),
  'broken-promise': objectOf({
    schema,
    kind: oneOf('broken-promise'),
    promise: anyJson,
    entry: base64Form(0, LARGEST_ENTRY),
    proof: noteForm,
  }),
  'late-promise': objectOf({
    schema,
    kind: oneOf('late-promise'),
    promise: anyJson,
    read: endorsedReadForm,
  }),
} as const;

export type FraudProofJson = {
  [Kind in keyof typeof forms]: ValueOf<(typeof forms)[Kind]>;
}[keyof typeof forms];

const kindForm = oneOf('fork', 'anchored-fork', 'two-leaves', 'broken-promise', 'late-promise');

/** Which members there are, the kind says. */
export const fraudProofForm: Form<FraudProofJson> = {
  mismatch(value) {
    const kind = isJsonObject(value) ? (value['kind'] ?? null) : null;
    const unknown = kindForm.mismatch(kind);
    return unknown === undefined
      ? forms[kind as FraudProofJson['kind']].mismatch(value)
      : { ...unknown, path: '/kind' };
  },
};
