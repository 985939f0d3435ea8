import { objectOf, type ValueOf } from '@quancheng/protocol';
import type { Certificate } from '../certificates/certificate.js';
import { loadSourceGrant } from '../certificates/source-grant.js';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import type { Grant } from '../grants/grant.js';
import { productUseForm } from '../grants/grant-terms.js';
import type { Actor } from '../records/actor.js';
import { isSameDigest } from '../records/digest-pair.js';
import { readExisting, readVersion, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, transition, type Facts } from '../records/transition.js';
import type { Calendar } from '../registers/calendar.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import { figureRules, figures, figuresForm, type Figures } from './figures.js';
import { endOfPeriod, monthsOf, periodForm } from './period.js';
import { operator } from './revenue-actors.js';
import type { RevenueRule } from './revenue-rule.js';
import type { Revenue } from './revenue.js';

const accrueBody = objectOf({
  product: recordNameForm,
  use: productUseForm,
  period: periodForm,
  rule: recordNameForm,
  ...figures,
});

type AccrueBody = ValueOf<typeof accrueBody>;
interface AccrueOthers {
  readonly product: Certificate;
  readonly grant: Grant | undefined;
  /** As it is now, and so as it governs. */
  readonly governing: RevenueRule;
  readonly calendar: Calendar;
  /** Each month of the period, as it is taken for the product. */
  readonly claims: readonly ClaimState[];
}
type AccrueFacts = Facts<undefined, AccrueBody, AccrueOthers>;

async function load({ body }: { readonly body: AccrueBody }, read: Reader): Promise<AccrueOthers> {
  const product = await readExisting(read, 'certificate', body.product);
  const governing = await readExisting(read, 'revenue-rule', body.rule);
  const claims: ClaimState[] = [];
  for (const month of monthsOf(body.period)) {
    claims.push(await loadClaim(read, 'revenue-month', body.product, month));
  }
  return {
    product,
    grant: await loadSourceGrant(product, read),
    governing,
    calendar: await readExisting(read, 'calendar', governing.calendar),
    claims,
  };
}

const holder: Actor<AccrueFacts> = {
  name: 'holder of the product',
  role: 'participant',
  among: ({ others }) => [others.product.holder],
};

const productRules: readonly Rule<AccrueFacts>[] = [
  {
    code: 'REVENUE_PRODUCT_INVALID',
    holds: ({ others: { product } }) => product.type === 'product' && product.validFrom !== undefined,
    detail: ({ others: { product } }) => `${product.id} is a ${product.type}, ${product.status}`,
  },
  {
    code: 'REVENUE_RULE_CLOSED',
    holds: ({ others }) => others.governing.status === 'in-force',
    detail: ({ body }) => `${body.rule} is closed`,
  },
  {
    code: 'REVENUE_RULE_MISMATCH',
    holds: ({ others: { grant, governing } }) =>
      grant === undefined || isSameDigest(grant.terms.revenueRule, governing.document),
    detail: ({ others: { grant } }) => `${grant?.id ?? ''} names another rule`,
  },
  {
    code: 'REVENUE_USE_MISMATCH',
    holds: ({ body, others: { grant, product } }) =>
      grant === undefined ||
      grant.terms.products.some(
        ({ name, use }) => name === product.description.source.grant?.product && use === body.use,
      ),
    detail: ({ body, others: { grant } }) => `${grant?.id ?? ''} does not allow it for ${body.use}`,
  },
];

const rules: readonly Rule<AccrueFacts>[] = [
  ...productRules,
  {
    code: 'REVENUE_SELF_CHECKED',
    holds: ({ others: { product, governing } }) =>
      ![governing.reconciler, governing.approver, governing.auditor].includes(product.holder),
    detail: ({ others: { product } }) => `${product.holder} would check its own figures`,
  },
  {
    code: 'REVENUE_PERIOD_OPEN',
    holds: ({ body, at, others }) => endOfPeriod(body.period, others.calendar.utcOffset) <= at.time,
    detail: ({ body, others }) => `it ends ${endOfPeriod(body.period, others.calendar.utcOffset)}`,
  },
  {
    code: 'REVENUE_PERIOD_CLAIMED',
    holds: ({ others: { claims } }) => claims.every(({ present }) => present === undefined),
    detail: ({ others: { claims } }) =>
      claims
        .flatMap(({ value, present }) => (present === undefined ? [] : [`${value}: ${present.holder}`]))
        .join(', '),
  },
  ...figureRules<AccrueFacts>(({ body }) => body.use),
];

/** The operator says what a product earned in a period that is over; each month of a product is accounted for once. */
export const accrueRevenue = creation<Revenue, AccrueBody, AccrueOthers>({
  to: ['accrued'],
  body: accrueBody,
  load,
  by: [[holder]],
  rules,
  apply: ({ body, command, at, others: { product, grant, governing, calendar, claims } }) => ({
    record: {
      ...body,
      status: 'accrued',
      operator: product.holder,
      ...(grant === undefined ? {} : { grant: grant.id }),
      ruleVersion: governing.version,
      reconciliationDue: endOfWorkingDays(at.time, governing.reconciliationDays, calendar),
    },
    amendments: claims.map((claim) => claimFor(command.target, claim)),
    collections: [`revenue/${body.product}`],
  }),
});

interface CorrectOthers {
  readonly governing: RevenueRule;
}

/** The operator gives other figures while nobody has reconciled them; the first ones stay as a version. */
export const correctRevenue = transition<Revenue, Figures, CorrectOthers>({
  from: ['accrued'],
  to: ['accrued'],
  body: figuresForm,
  load: async ({ target }, read) => ({
    governing: await readVersion(read, 'revenue-rule', target.rule, target.ruleVersion),
  }),
  by: [[operator]],
  rules: figureRules(({ target }) => target.use),
  apply: ({ target, body }) => ({
    record: { ...contentsOf(target), ...body },
    collections: [`revenue/${target.product}`],
  }),
});
