/**
 * The life of a consent as the design's text tells it (offered → active → paused ⇄ active → exhausted / expired /
 * superseded / withdrawn / invalidated), written by hand. It knows nothing of the code.
 */
export const statuses = [
  'offered',
  'active',
  'paused',
  'exhausted',
  'expired',
  'superseded',
  'withdrawn',
  'invalidated',
];

export const actions = [
  'consent.offer',
  'consent.activate',
  'consent.pause',
  'consent.resume',
  'consent.withdraw',
  'consent.acknowledge',
  'consent.invalidate',
  'consent.expire',
];

interface Row {
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
}

const authorities = ['court', 'regulator'];
const anybody = ['subject', 'controller', 'recipient', 'representative', 'stranger'];

const rows: Readonly<Record<string, Row>> = {
  'consent.activate': { from: ['offered'], to: 'active', by: ['subject and service'] },
  'consent.pause': { from: ['active'], to: 'paused', by: ['subject'] },
  'consent.resume': { from: ['paused'], to: 'active', by: ['subject'] },
  'consent.withdraw': {
    from: ['offered', 'active', 'paused', 'exhausted'],
    to: 'withdrawn',
    by: ['subject'],
  },
  'consent.acknowledge': { from: ['withdrawn'], to: 'withdrawn', by: ['controller', 'recipient'] },
  'consent.invalidate': {
    from: ['offered', 'active', 'paused', 'exhausted', 'superseded', 'withdrawn', 'expired'],
    to: 'invalidated',
    by: authorities,
  },
  'consent.expire': { from: ['offered', 'active', 'paused', 'exhausted'], to: 'expired', by: anybody },
};

/** What a scene forbids although its status and its signer would allow it. */
const forbidden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'offered, minor': { 'consent.activate': 'GUARDIAN_MISSING' },
  'offered, term over': { 'consent.activate': 'CONSENT_EXPIRED' },
  'paused, term over': { 'consent.resume': 'CONSENT_EXPIRED' },
};

export function expected(scene: string, action: string, signers: string): string {
  const status = scene.split(',')[0]!;
  if (action === 'consent.offer') return offer(status, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  const row = rows[action]!;
  if (!row.from.includes(status)) return 'TRANSITION_INVALID';
  if (!entitled(scene, row).includes(signers)) return 'SIGNER_NOT_ENTITLED';
  if (action === 'consent.expire' && !scene.endsWith('term over')) return 'CONSENT_NOT_EXPIRED';
  if (
    scene === 'withdrawn, controller knows' &&
    action === 'consent.acknowledge' &&
    signers === 'controller'
  ) {
    return 'ACKNOWLEDGED_BEFORE';
  }
  return forbidden[scene]?.[action] ?? row.to;
}

/** Whoever consented for the subject may also end it. */
function entitled(scene: string, { by }: Row): readonly string[] {
  return scene === 'active, represented' && by[0] === 'subject' ? [...by, 'representative'] : by;
}

/** The name is in the recipient's name space. */
function offer(status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.split(' and ').includes('recipient')) return 'RECORD_FOREIGN';
  return signers === 'recipient' ? 'offered' : 'SIGNER_NOT_ENTITLED';
}
