import {
  ascending,
  integerForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  participantIdForm,
  restrict,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm } from '../records/digest-pair.js';
import { recordNameForm } from '../records/record-name.js';

/** What a product made from public data is for; what it may cost follows from that. */
export const productUseForm = oneOf('public-benefit', 'industrial');

export type ProductUse = ValueOf<typeof productUseForm>;

const productsForm = restrict(listOf(objectOf({ name: textForm, use: productUseForm }), 1, 128), (products) =>
  ascending(products, ({ name }) => name, 'products sorted by name, none twice'),
);

const cataloguesForm = (least: number) =>
  restrict(listOf(textForm, least, 128), (references) =>
    ascending(references, (reference) => reference, 'catalogue references sorted, none twice'),
  );

/** Data that others have shared with the grantor, which only they allow it to share on. */
const sharedForm = restrict(
  listOf(objectOf({ provider: participantIdForm, catalogues: cataloguesForm(1) }), 0, 32),
  (shared) => ascending(shared, ({ provider }) => provider, 'providers sorted, none twice'),
);

/**
 * What the agreement says besides who made it: 公共数据资源授权运营实施规范. Texts of which the ledger needs no more are
 * there by their digests.
 */
export const grantTermsForm = objectOf({
  mode: oneOf('whole', 'sector', 'scenario'),
  catalogues: cataloguesForm(1),
  from: timeForm,
  to: timeForm,
  /** Why it lasts longer than in principle, and by which decision. */
  termException: optional(objectOf({ reason: textForm, decision: digestPairForm })),
  products: productsForm,
  platform: textForm,
  ownership: textForm,
  noRedevelopment: booleanForm,
  revenueRule: digestPairForm,
  security: digestPairForm,
  /** What happens to the data when it ends, and within how many days. */
  exit: objectOf({ arrangement: textForm, document: digestPairForm, days: integerForm(1, 3650) }),
  breach: digestPairForm,
  dispute: textForm,
  shared: sharedForm,
  /** Whether the operator may sell what it makes to participants who are related to it. */
  relatedTrades: booleanForm,
  /** The decision by collective deliberation (三重一大). */
  decision: digestPairForm,
  renews: optional(recordNameForm),
});

export type GrantTerms = ValueOf<typeof grantTermsForm>;
