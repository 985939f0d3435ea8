import { digestForm, objectOf, QuanchengError, timeForm, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { court } from './certificate-actors.js';
import type { Certificate, Freeze } from './certificate.js';
import { nextContents } from './next-contents.js';

const freezeBody = objectOf({ document: digestPairForm, until: timeForm });
/** `releases`: SHA-256 of the document by which it was frozen. */
const unfreezeBody = objectOf({ document: digestPairForm, releases: digestForm });

type FreezeBody = ValueOf<typeof freezeBody>;
type UnfreezeBody = ValueOf<typeof unfreezeBody>;

const freezeRules: readonly Rule<Facts<Certificate, FreezeBody, object>>[] = [
  {
    code: 'FREEZE_EXISTS',
    holds: ({ target, body }) => findFreeze(target, body.document.sha256) === undefined,
    detail: () => 'it is frozen by this document',
  },
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body, at }) => body.until > at.time,
    detail: ({ at }) => `it would begin ${at.time}`,
  },
];

/** A court freezes the certificate until a time. Several courts may; only a court's document does it (仲裁法 46). */
export const freeze = transition<Certificate, FreezeBody, object>({
  from: ['registered'],
  to: ['registered'],
  body: freezeBody,
  load: () => Promise.resolve({}),
  by: [[court]],
  rules: freezeRules,
  apply: ({ target, body: { document, until }, command, at }) => ({
    record: nextContents(target, {
      document,
      freezes: [...target.freezes, { court: command.participant, document, since: at, until }],
    }),
  }),
});

const sameCourt: Actor<{ readonly others: { readonly released: Freeze } }> = {
  name: 'the court that froze it',
  role: 'court',
  among: ({ others }) => [others.released.court],
};

/** The same court releases it; a certificate that has ended meanwhile, too. */
export const unfreeze = transition<Certificate, UnfreezeBody, { readonly released: Freeze }>({
  from: ['registered', 'expired', 'revoked'],
  to: ['registered', 'expired', 'revoked'],
  body: unfreezeBody,
  load: ({ target, body }) => {
    const released = findFreeze(target, body.releases);
    if (released === undefined)
      throw new QuanchengError('REFERENCE_UNKNOWN', `no freeze by the document ${body.releases}`);
    return Promise.resolve({ released });
  },
  by: [[sameCourt]],
  rules: [],
  apply: ({ target, body, others: { released } }) => ({
    record: nextContents(target, {
      document: body.document,
      freezes: target.freezes.filter((each) => each !== released),
    }),
  }),
});

function findFreeze({ freezes }: Certificate, sha256: string): Freeze | undefined {
  return freezes.find(({ document }) => document.sha256 === sha256);
}
