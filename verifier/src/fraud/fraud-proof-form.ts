import {
  anyJson,
  base64Form,
  countForm,
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
/** A tree of at most 2^53 − 1 leaves has shorter consistency proofs. */
const LONGEST_PROOF = 64;
const otherBeginning = { root: digestForm, proof: listOf(digestForm, 0, LONGEST_PROOF) };

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
  rewrite: objectOf({ schema, kind: oneOf('rewrite'), notes: listOf(noteForm, 2, 2), ...otherBeginning }),
  'anchored-rewrite': objectOf({
    schema,
    kind: oneOf('anchored-rewrite'),
    note: noteForm,
    read: endorsedReadForm,
    size: countForm,
    ...otherBeginning,
  }),
} as const;

export type FraudProofJson = {
  [Kind in keyof typeof forms]: ValueOf<(typeof forms)[Kind]>;
}[keyof typeof forms];

const kindForm = oneOf(...(Object.keys(forms) as (keyof typeof forms)[]));

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
