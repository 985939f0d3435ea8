import {
  ascending,
  levelForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  restrict,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm } from '../records/digest-pair.js';
import { recordNameForm } from '../records/record-name.js';

/**
 * Where the data come from: made by the holder, used under an authorisation, bought, or public data. An authorisation
 * that is a grant on this ledger is named, with which of its products this is. Data that are not the holder’s own can be
 * pledged only if their licence permits security.
 */
const sourceForm = objectOf({
  kind: oneOf('own', 'authorised', 'bought', 'public'),
  statement: textForm,
  proof: optional(digestPairForm),
  agreementEnds: optional(timeForm),
  grant: optional(objectOf({ name: recordNameForm, product: textForm })),
  permitsSecurity: optional(booleanForm),
});

const notaryForm = objectOf({ office: textForm, reference: textForm, document: digestPairForm });

/** What a certificate says of the data. All of it is public: nothing personal, no prices. */
export const descriptionForm = objectOf({
  dataName: textForm,
  industry: textForm,
  scenario: textForm,
  source: sourceForm,
  scale: textForm,
  updateFrequency: textForm,
  legalBasis: textForm,
  level: levelForm,
  custodian: textForm,
  algorithm: optional(textForm),
  sample: optional(digestPairForm),
  notary: optional(notaryForm),
});

export type Description = ValueOf<typeof descriptionForm>;

/** Members that the form leaves optional, so that a register may demand them; sorted. */
export const optionalFields = ['algorithm', 'notary', 'sample'] as const;

/**
 * The rights that are registered, in the words of one version of the vocabulary (数据二十条: 持有权, 加工使用权, 产品经营权; newer
 * texts: 持有权, 使用权, 经营权).
 */
export const rightsForm = objectOf({
  vocabulary: textForm,
  names: restrict(listOf(textForm, 1, 8), (names) =>
    ascending(names, (name) => name, 'names sorted, none twice'),
  ),
});

export type Rights = ValueOf<typeof rightsForm>;

/** What the holder says, as commands carry it. */
export const contentMembers = { description: descriptionForm, rights: rightsForm };
