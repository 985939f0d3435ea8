import { digestForm, integerForm, objectOf, textForm, timeForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { contentsOf } from '../records/record.js';
import { transition, type Effect, type Facts } from '../records/transition.js';
import { countUse } from './count-uses.js';
import { denialBy } from './judge-use.js';
import { loadGrants, type Grants } from './load-grants.js';
import { provider } from './use-actors.js';
import { beforeDue } from './use-rules.js';
import type { Use } from './use.js';

const deliverBody = objectOf({
  ciphertext: digestPairForm,
  manifest: digestPairForm,
  fieldRoot: digestForm,
  count: integerForm(1, 4096),
  environment: textForm,
  sent: timeForm,
});

type DeliverBody = ValueOf<typeof deliverBody>;

/**
 * The provider commits to what it hands over. The consent is judged once more: only when this command is valid on the
 * ledger, and not denied, does the provider release the key.
 */
export const deliverUse = transition<Use, DeliverBody, Grants>({
  from: ['reserved'],
  to: ['delivered', 'denied'],
  body: deliverBody,
  load: ({ target }, read) => loadGrants(target.consent, read),
  by: [[provider]],
  rules: [beforeDue],
  apply: deliver,
});

function deliver({ target, body, at, others: { grants } }: Facts<Use, DeliverBody, Grants>): Effect<Use> {
  const denial = grants.map((grant) => denialBy(grant, target, at)).find((code) => code !== undefined);
  const consentVersion = grants[0]?.consent.version ?? target.consentVersion;
  const record = { ...contentsOf(target), consentVersion };
  const collections = [`uses/${target.consent}`];
  if (denial === undefined)
    return { record: { ...record, status: 'delivered', delivery: body }, collections };
  return {
    record: { ...record, status: 'denied', denial },
    amendments: countUse(grants, 'release'),
    collections,
    denied: denial,
  };
}
