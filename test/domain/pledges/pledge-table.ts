/**
 * The life of a pledge as the design’s text tells it (contracted (both) → externally registered → active → varied →
 * assigned / subordinated → partly released / released / enforcing → closed; the external registry’s lapse; a wrongful
 * release disputed and, by a court’s document, reinstated), written by hand. It knows nothing of the code.
 */
type Signers =
  | 'pledgor and pledgee'
  | 'pledgee'
  | 'pledgee or court'
  | 'pledgor and pledgee, or court'
  | 'pledgee and assignee'
  | 'registrar'
  | 'court'
  | 'anybody';

interface Row {
  readonly from: readonly string[];
  /** `same`: the status stays; `before`: what it was before the lapse or the release. */
  readonly to: string;
  readonly by: Signers;
}

export const statuses = [
  'contracted',
  'registered',
  'active',
  'partly-released',
  'lapsed',
  'enforcing',
  'released',
  'disputed',
  'closed',
  'withdrawn',
];

const current = ['registered', 'active', 'partly-released', 'enforcing'];
const standing = [...current, 'lapsed'];

const rows: Readonly<Record<string, Row>> = {
  'pledge.withdraw': { from: ['contracted'], to: 'withdrawn', by: 'pledgee' },
  'pledge.drop': { from: ['contracted'], to: 'withdrawn', by: 'anybody' },
  'pledge.register': { from: ['contracted'], to: 'registered', by: 'pledgee' },
  'pledge.examine': { from: standing, to: 'same', by: 'registrar' },
  'pledge.adjudge': { from: [...standing, 'released', 'disputed', 'closed'], to: 'same', by: 'court' },
  'pledge.activate': { from: ['registered'], to: 'active', by: 'pledgor and pledgee' },
  'pledge.vary': { from: ['active', 'partly-released'], to: 'same', by: 'pledgor and pledgee' },
  'pledge.assign': { from: standing, to: 'same', by: 'pledgee and assignee' },
  'pledge.subordinate': { from: standing, to: 'same', by: 'pledgee' },
  'pledge.lapse': { from: current, to: 'lapsed', by: 'anybody' },
  'pledge.prolong': { from: standing, to: 'before', by: 'pledgee' },
  'pledge.release-part': {
    from: ['active', 'partly-released'],
    to: 'partly-released',
    by: 'pledgee or court',
  },
  'pledge.release': { from: standing, to: 'released', by: 'pledgee or court' },
  'pledge.dispute': { from: ['released'], to: 'disputed', by: 'pledgee or court' },
  'pledge.end-dispute': { from: ['disputed'], to: 'released', by: 'pledgee or court' },
  'pledge.reinstate': { from: ['released', 'disputed'], to: 'before', by: 'court' },
  'pledge.enforce': {
    from: ['active', 'partly-released', 'lapsed'],
    to: 'enforcing',
    by: 'pledgee or court',
  },
  'pledge.close': { from: ['enforcing'], to: 'closed', by: 'pledgor and pledgee, or court' },
};

export const actions = ['pledge.contract', ...Object.keys(rows)];

/** Which of the signers in the test’s cast each row means. */
const entitled: Readonly<Record<Signers, readonly string[]>> = {
  'pledgor and pledgee': ['pledgor and pledgee'],
  pledgee: ['pledgee'],
  'pledgee or court': ['pledgee', 'court'],
  'pledgor and pledgee, or court': ['pledgor and pledgee', 'court'],
  'pledgee and assignee': ['pledgee and assignee'],
  registrar: ['registrar', 'second registrar'],
  court: ['court'],
  anybody: ['pledgor', 'pledgee', 'assignee', 'stranger', 'registrar for itself'],
};

const FROZEN = 'CERTIFICATE_FROZEN';
const REVOKED = 'COLLATERAL_NOT_LIVE';

/** What a scene forbids although its status allows it; `*` is every scene that has no other say. */
const forbidden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '*': { 'pledge.lapse': 'EXTERNAL_CURRENT', 'pledge.drop': 'PLEDGE_FILING_OPEN' },
  'contracted, overdue': {},
  'registered, external registration over': { 'pledge.activate': 'EXTERNAL_LAPSED' },
  'active, external registration over': {},
  'active, certificate frozen': { 'pledge.vary': FROZEN, 'pledge.lapse': 'EXTERNAL_CURRENT' },
  'registered, certificate frozen': { 'pledge.activate': FROZEN, 'pledge.lapse': 'EXTERNAL_CURRENT' },
  'active, certificate revoked': { 'pledge.vary': REVOKED, 'pledge.lapse': 'EXTERNAL_CURRENT' },
};

/** To what a lapse or a release ends when it is undone. */
const before: Readonly<Record<string, string>> = {
  lapsed: 'active',
  released: 'active',
  'released, partly before': 'partly-released',
  'released while enforcing': 'enforcing',
  'released while lapsed': 'active',
  'released, dispute ended': 'active',
  disputed: 'active',
};

function statusOf(scene: string): string {
  return scene.split(/, | while /)[0]!;
}

export function expected(scene: string, action: string, signers: string): string {
  const status = statusOf(scene);
  if (action === 'pledge.contract') return contract(scene, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  const { from, to, by } = rows[action]!;
  if (!from.includes(status)) return 'TRANSITION_INVALID';
  if (!entitled[by].includes(signers)) return 'SIGNER_NOT_ENTITLED';
  const code = (forbidden[scene] ?? forbidden['*']!)[action];
  if (code !== undefined) return code;
  if (to === 'same') return status;
  return to === 'before' ? (before[scene] ?? status) : to;
}

/** The name is in the pledgee’s name space. */
function contract(scene: string, signers: string): string {
  if (statusOf(scene) !== 'absent') return 'RECORD_EXISTS';
  if (!/pledgee/.test(signers)) return 'RECORD_FOREIGN';
  if (signers !== 'pledgor and pledgee') return 'SIGNER_NOT_ENTITLED';
  return (
    {
      'absent, certificate frozen': FROZEN,
      'absent, certificate lapsed': REVOKED,
      'absent, certificate in notice': REVOKED,
      'absent, certificate transferred': 'PLEDGOR_NOT_HOLDER',
    }[scene] ?? 'contracted'
  );
}
