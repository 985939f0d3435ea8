import { objectOf, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { transition, type Effect, type Facts } from '../records/transition.js';
import type { WithCollateral } from './collateral.js';
import { externalCurrent, externalEnded, externalRules, notEarlier } from './external-rules.js';
import { amendLien, assertionOf, loadOwn, nextPledge, resumed } from './next-pledge.js';
import { anyone, owner, pledgee } from './pledge-actors.js';
import { documentBody, externalForm, type DocumentBody } from './pledge-forms.js';
import { emptyBody } from '../records/nothing.js';
import type { Pledge } from './pledge.js';
import { chargeable } from './taking-rules.js';

const filingBody = objectOf({ document: digestPairForm, external: externalForm });

type FilingBody = ValueOf<typeof filingBody>;
type Others = WithCollateral['others'];
type FilingFacts = Facts<Pledge, FilingBody, Others>;

/** A new filing is the pledgee’s word alone: whatever was said of an earlier one isn’t said of it. */
function file({ target, body, others, at, command }: FilingFacts, status: Pledge['status']): Effect<Pledge> {
  const { external, document } = body;
  const { registry, number } = external;
  const filed = assertionOf(command, at, document);
  return resumed(target, { status, document, external, assertions: { filed } }, [
    amendLien(target, others.collateral, at, { external: { registry, number } }),
  ]);
}

/** The pledgee says under which number, and when, the pledge was registered with the registry that the law names. */
export const registerPledge = transition<Pledge, FilingBody, Others>({
  from: ['contracted'],
  to: ['registered'],
  body: filingBody,
  load: loadOwn,
  by: [[pledgee]],
  rules: externalRules,
  apply: (facts) => file(facts, 'registered'),
});

/** The external registration goes on, or there is a new one after a lapse. */
export const prolongPledge = transition<Pledge, FilingBody, Others>({
  from: ['registered', 'active', 'partly-released', 'enforcing', 'lapsed'],
  to: ['registered', 'active', 'partly-released', 'enforcing'],
  body: filingBody,
  load: loadOwn,
  by: [[pledgee]],
  rules: [...externalRules, notEarlier],
  apply: (facts) => file(facts, facts.target.resumes ?? facts.target.status),
});

/** The external registration has ended by time: whoever notices raises the alarm. */
export const lapsePledge = transition<Pledge, object, object>({
  from: ['registered', 'active', 'partly-released', 'enforcing'],
  to: ['lapsed'],
  body: emptyBody,
  load: () => Promise.resolve({}),
  by: [[anyone]],
  rules: [externalEnded],
  apply: ({ target }) => nextPledge(target, { status: 'lapsed', resumes: target.status }),
});

/** The debt has arisen, as both say. */
export const activatePledge = transition<Pledge, DocumentBody, Others>({
  from: ['registered'],
  to: ['active'],
  body: documentBody,
  load: loadOwn,
  by: [[owner, pledgee]],
  rules: [...chargeable, externalCurrent],
  apply: ({ target, body }) => nextPledge(target, { ...body, status: 'active' }),
});
