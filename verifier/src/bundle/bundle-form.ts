import {
  anyJson,
  base64Form,
  countForm,
  digestForm,
  integerForm,
  listOf,
  MAXIMUM_BATCH_SIZE,
  objectOf,
  oneOf,
  optional,
  type Form,
  type ValueOf,
} from '@quancheng/protocol';
import {
  cosignedMembers,
  endorsedReadForm,
  noteForm,
  originalForm,
  originalKeyForm,
} from '../package/package-form.js';

const MOST_RECORDS = 100_000;
const MOST_READS = 256;
const LONGEST_PROOF = 53;
const LONGEST_PATH = 14;
const LARGEST_MEMBER = 65_536;

const common = {
  entry: anyJson,
  index: countForm,
  proof: listOf(digestForm, 0, LONGEST_PROOF),
  checkpoint: countForm,
  promise: optional(countForm),
  originalKey: optional(originalKeyForm),
  original: optional(originalForm),
} as const;

const singleForm = objectOf({ ...common, envelope: anyJson });
const memberForm = objectOf({
  ...common,
  batch: countForm,
  member: integerForm(0, MAXIMUM_BATCH_SIZE - 1),
  path: listOf(digestForm, 0, LONGEST_PATH),
  payload: base64Form(1, LARGEST_MEMBER),
});

type RecordJson = ValueOf<typeof singleForm> | ValueOf<typeof memberForm>;

const recordForm: Form<RecordJson> = {
  mismatch(value) {
    const isSingle = typeof value === 'object' && value !== null && 'envelope' in value;
    return (isSingle ? singleForm : memberForm).mismatch(value);
  },
};

export const bundleForm = objectOf({
  schema: oneOf('quancheng/bundle/v1'),
  batches: listOf(anyJson, 0, MOST_RECORDS),
  checkpoints: listOf(noteForm, 1, MOST_RECORDS),
  cosigned: optional(listOf(objectOf({ ...cosignedMembers, of: countForm }), 1, MOST_RECORDS)),
  promises: listOf(anyJson, 0, MOST_RECORDS),
  reads: listOf(endorsedReadForm, 1, MOST_READS),
  records: listOf(recordForm, 1, MOST_RECORDS),
});

export type BundleRecordJson = ValueOf<typeof bundleForm>['records'][number];
