import { emptyBody, loadNothing } from '../records/nothing.js';
import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition } from '../records/transition.js';
import type { LedgerTime } from '../ticks/tick.js';
import { anyone, holder, registrar } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { live, notFrozen, notPledged } from './certificate-rules.js';
import { isLive } from './is-live.js';
import { nextContents } from './next-contents.js';
import { loadRulebook, type Rulebook } from './rulebook.js';

const cancelBody = objectOf({ document: digestPairForm });
const revokeBody = objectOf({ document: digestPairForm, ground: textForm });

const lapsed: Rule<{ readonly target: Certificate; readonly at: LedgerTime }> = {
  code: 'EXPIRY_EARLY',
  holds: ({ target, at }) => !isLive(target, at),
  detail: ({ target }) => `it is valid until ${target.validTo ?? ''}`,
};

/** Time has ended it; whoever notices records it. */
export const expire = transition<Certificate, object, object>({
  from: ['registered'],
  to: ['expired'],
  body: emptyBody,
  load: loadNothing,
  by: [[anyone]],
  rules: [lapsed],
  apply: ({ target }) => ({ record: nextContents(target, { status: 'expired' }) }),
});

/** The holder gives it up. */
export const cancel = transition<Certificate, ValueOf<typeof cancelBody>, object>({
  from: ['registered'],
  to: ['cancelled'],
  body: cancelBody,
  load: loadNothing,
  by: [[holder]],
  rules: [live, notFrozen, notPledged],
  apply: ({ target, body }) => ({ record: nextContents(target, { ...body, status: 'cancelled' }) }),
});

/** The registrar takes it away for fraud, after its end, too: what rested on it was never right. */
export const revoke = transition<Certificate, ValueOf<typeof revokeBody>, Rulebook>({
  from: ['registered'],
  to: ['revoked'],
  body: revokeBody,
  load: loadRulebook,
  by: [[registrar]],
  rules: [],
  apply: ({ target, body: { document, ground } }) => ({
    record: nextContents(target, { document, revocationGround: ground, status: 'revoked' }),
  }),
});
