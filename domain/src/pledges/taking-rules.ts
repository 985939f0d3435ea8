import { isFrozen, isLive } from '../certificates/is-live.js';
import { isInForce } from '../grants/is-in-force.js';
import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import { runningSlots, type Collateral, type WithCollateral } from './collateral.js';
import type { Slot } from './encumbrance.js';
import { permitsSecurity } from './permits-security.js';

interface Share {
  readonly right: string;
  readonly portion: number;
  readonly exclusive: boolean;
}

interface Taking extends WithCollateral {
  readonly body: Share;
  readonly at: LedgerTime;
}

/** The certificate can be relied upon and charged now. */
export const chargeable: readonly Rule<WithCollateral & { readonly at: LedgerTime }>[] = [
  {
    code: 'COLLATERAL_NOT_LIVE',
    holds: ({ others: { collateral }, at }) => isLive(collateral.certificate, at),
    detail: ({ others: { collateral } }) =>
      `${collateral.certificate.id} is ${collateral.certificate.status}`,
  },
  {
    code: 'CERTIFICATE_FROZEN',
    holds: ({ others: { collateral }, at }) => !isFrozen(collateral.certificate, at),
    detail: ({ others: { collateral } }) => `${collateral.certificate.id} is frozen`,
  },
];

/** The right is one of the certificate’s, and may be given as security. */
export const securable: readonly Rule<
  WithCollateral & { readonly body: { readonly right: string }; readonly at: LedgerTime }
>[] = [
  {
    code: 'RIGHT_NOT_REGISTERED',
    holds: ({ body, others: { collateral } }) => collateral.certificate.rights.names.includes(body.right),
    detail: ({ others: { collateral } }) => `registered: ${collateral.certificate.rights.names.join(', ')}`,
  },
  {
    code: 'SECURITY_NOT_LICENSED',
    holds: ({ others: { collateral } }) => permitsSecurity(collateral.certificate),
    detail: ({ others: { collateral } }) => `the source is ${collateral.certificate.description.source.kind}`,
  },
  {
    code: 'GRANT_NOT_IN_FORCE',
    holds: ({ others: { collateral }, at }) =>
      collateral.grant === undefined || isInForce(collateral.grant, at),
    detail: ({ others: { collateral } }) =>
      `${collateral.grant?.id ?? ''} is ${collateral.grant?.status ?? ''}`,
  },
];

/** What a share finds beside it on its right. */
function beside({ liens }: Collateral, { right }: Share): readonly Share[] {
  return liens.filter((lien) => lien.right === right);
}

function excludes(share: Share, others: readonly Share[]): boolean {
  return others.length > 0 && (share.exclusive || others.some(({ exclusive }) => exclusive));
}

function sum(shares: readonly Share[]): number {
  return shares.reduce((total, { portion }) => total + portion, 0);
}

/** Whether it can lie beside these: alone where one is exclusive, and together no more than the whole. */
function fits(share: Share, others: readonly Share[]): boolean {
  return !excludes(share, others) && share.portion + sum(others) <= 100;
}

/** @param slotsOf running slots that are kept for others */
export function roomRules<Given extends Taking>(
  slotsOf: (facts: Given) => readonly Slot[],
): readonly Rule<Given>[] {
  const rivals = (facts: Given): readonly Slot[] =>
    slotsOf(facts).filter(({ right }) => right === facts.body.right);
  return [
    {
      code: 'COLLATERAL_EXCLUSIVE',
      holds: ({ body, others: { collateral } }) => !excludes(body, beside(collateral, body)),
      detail: ({ body, others: { collateral } }) =>
        `on it lie ${collateral.liens
          .filter(({ right }) => right === body.right)
          .map(({ pledge }) => pledge)
          .join(', ')}`,
    },
    {
      code: 'COLLATERAL_EXCEEDED',
      holds: ({ body, others: { collateral } }) => body.portion + sum(beside(collateral, body)) <= 100,
      detail: ({ body, others: { collateral } }) =>
        `${100 - sum(beside(collateral, body))} percent of it are free`,
    },
    {
      code: 'PRIORITY_RESERVED',
      holds: (facts) => fits(facts.body, [...beside(facts.others.collateral, facts.body), ...rivals(facts)]),
      detail: (facts) =>
        rivals(facts)
          .map(({ priority, until }) => `${priority} until ${until}`)
          .join(', '),
    },
  ];
}

/** The running slots that are not this priority search’s. */
export function slotsBeside(
  collateral: Collateral,
  at: LedgerTime,
  own: string | undefined,
): readonly Slot[] {
  return runningSlots(collateral, at).filter(({ priority }) => priority !== own);
}
