/**
 * The life of an operation grant as the design's text tells it (planned → approved → signed by both → filed → active ⇄
 * suspended → renewed / expired / terminated; providers consent to re-sharing; exit), written by hand. It knows nothing
 * of the code.
 */
export const statuses = [
  'planned',
  'approved',
  'signed',
  'filed',
  'active',
  'suspended',
  'renewed',
  'expired',
  'terminated',
];

interface Row {
  readonly from: readonly string[];
  /** `same`: the status stays. */
  readonly to: string;
  readonly by: readonly string[];
}

const running = ['signed', 'filed', 'active', 'suspended'];
const authorities = ['authority', 'second authority', 'grantor as authority', 'operator as authority'];

const rows: Readonly<Record<string, Row>> = {
  'grant.revise': { from: ['planned'], to: 'planned', by: ['grantor'] },
  'grant.approve': { from: ['planned'], to: 'approved', by: authorities },
  'grant.consent': { from: ['planned', 'approved'], to: 'same', by: ['provider'] },
  'grant.sign': { from: ['approved'], to: 'signed', by: ['grantor and operator'] },
  'grant.file': { from: ['signed'], to: 'filed', by: authorities },
  'grant.activate': { from: ['filed'], to: 'active', by: ['grantor'] },
  'grant.suspend': { from: ['active', 'suspended'], to: 'suspended', by: ['grantor', ...authorities] },
  'grant.resume': { from: ['suspended'], to: 'active', by: ['grantor', ...authorities] },
  'grant.terminate': {
    from: running,
    to: 'terminated',
    by: ['grantor and operator', 'grantor', ...authorities, 'court'],
  },
  'grant.expire': {
    from: running,
    to: 'expired',
    by: ['grantor', 'operator', 'provider', 'stranger', 'authority for itself'],
  },
  'grant.exit': { from: ['expired', 'terminated'], to: 'same', by: ['operator'] },
};

export const actions = ['grant.plan', ...Object.keys(rows)];

/** What else is the case forbids, although status and signer would allow it. */
const forbidden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'provider consented': { 'grant.consent': 'PROVIDER_CONSENTED_BEFORE' },
  'nobody consented': { 'grant.sign': 'PROVIDER_CONSENT_MISSING' },
  'before its term': { 'grant.activate': 'GRANT_NOT_BEGUN', 'grant.expire': 'GRANT_TERM_RUNNING' },
  'in its term': { 'grant.expire': 'GRANT_TERM_RUNNING' },
  'by a regulator': { 'grant.expire': 'GRANT_TERM_RUNNING' },
  'by both': { 'grant.expire': 'GRANT_TERM_RUNNING' },
  // Whose plan outlived its term had been consented to.
  'term over': {
    'grant.consent': 'PROVIDER_CONSENTED_BEFORE',
    'grant.sign': 'GRANT_TERM_OVER',
    'grant.activate': 'GRANT_TERM_OVER',
    'grant.resume': 'GRANT_TERM_OVER',
  },
  left: { 'grant.exit': 'GRANT_EXITED' },
};

/** A scene is a status and, after a comma, what else is the case. */
export function expected(scene: string, action: string, signers: string): string {
  const [status = '', more = ''] = scene.split(', ');
  if (action === 'grant.plan') return plan(status, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  const { from, to, by } = rows[action]!;
  if (!from.includes(status)) return 'TRANSITION_INVALID';
  if (!by.includes(signers)) return 'SIGNER_NOT_ENTITLED';
  // A grantor cannot lift what an authority has ordered.
  if (action === 'grant.resume' && more === 'by a regulator' && signers === 'grantor')
    return 'SIGNER_NOT_ENTITLED';
  if (action === 'grant.approve' && signers.endsWith('as authority')) return 'APPROVAL_BY_PARTY';
  const refusal = forbidden[more]?.[action];
  if (refusal !== undefined) return refusal;
  // One of two suspensions is left.
  if (action === 'grant.resume' && more === 'by both') return 'suspended';
  return to === 'same' ? status : to;
}

/** The name is in the grantor’s name space. */
function plan(status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.includes('grantor')) return 'RECORD_FOREIGN';
  return signers === 'grantor' ? 'planned' : 'SIGNER_NOT_ENTITLED';
}
