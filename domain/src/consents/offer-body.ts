import {
  digestForm,
  integerForm,
  objectOf,
  optional,
  participantIdForm,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm } from '../records/digest-pair.js';
import { recordNameForm } from '../records/record-name.js';
import { fieldsForm } from '../purposes/fields-form.js';

/** What an offer says. Nothing is implied: an offer without recipient, fields or purpose has no form. */
export const offerBody = objectOf({
  subject: participantIdForm,
  controller: participantIdForm,
  recipient: participantIdForm,
  purpose: recordNameForm,
  means: textForm,
  fields: fieldsForm(1),
  separate: booleanForm,
  notice: objectOf({ sha256: digestForm, sm3: digestForm, language: textForm, version: textForm }),
  retentionDays: integerForm(0, 36_500),
  expires: timeForm,
  maximumUses: integerForm(1, 1_000_000),
  withdrawalChannel: textForm,
  impactAssessment: optional(digestPairForm),
  minor: booleanForm,
  parent: optional(recordNameForm),
  supersedes: optional(recordNameForm),
});

export type OfferBody = ValueOf<typeof offerBody>;
