import {
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

const termForm = objectOf({ from: timeForm, to: timeForm });

/** From when to when the debt is to be paid. */
export type Term = ValueOf<typeof termForm>;

/** The valuation as its assessor made it; `report` is that assessor’s own signed report on this ledger. */
const valuationForm = objectOf({
  document: digestPairForm,
  assessor: textForm,
  report: optional(recordNameForm),
});

export type Valuation = ValueOf<typeof valuationForm>;

/** A registration with the registry that the law names (动产融资统一登记), as its certificate shows it. */
export const externalForm = objectOf({
  registry: textForm,
  number: textForm,
  registered: timeForm,
  expires: timeForm,
});

export type External = ValueOf<typeof externalForm>;

/** Percent of the collateral’s valuation. */
const portionForm = integerForm(1, 100);

/** The collateral that somebody takes, and how much of it. */
export const takingMembers = {
  certificate: recordNameForm,
  right: textForm,
  portion: portionForm,
  exclusive: booleanForm,
};

/** What a variation may change. */
export const termsMembers = {
  debt: digestPairForm,
  debtTerm: termForm,
  scope: textForm,
  portion: portionForm,
  contract: digestPairForm,
  valuation: valuationForm,
  specialAccount: optional(digestPairForm),
};

export const contractBody = objectOf({
  ...takingMembers,
  ...termsMembers,
  pledgor: participantIdForm,
  pledgee: participantIdForm,
  priority: optional(recordNameForm),
});

export type ContractBody = ValueOf<typeof contractBody>;

export const documentBody = objectOf({ document: digestPairForm });

export type DocumentBody = ValueOf<typeof documentBody>;
