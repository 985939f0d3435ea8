/**
 * The life of a certificate as the design’s text tells it (draft → applied → accepted ⇄ correction → reviewed →
 * publicised → objected ⇄ publicised / rejected → registered → changed, corrected, renewed / transferred → expired /
 * cancelled / revoked; flags pledged and frozen), written by hand. It knows nothing of the code.
 */
type Signers =
  | 'holder'
  | 'registrar'
  | 'holder and registrar'
  | 'holder and transferee'
  | 'court'
  | 'anybody';

interface Row {
  readonly from: readonly string[];
  /** `same`: the status stays. */
  readonly to: string;
  readonly by: Signers;
}

export const statuses = [
  'draft',
  'applied',
  'accepted',
  'correction',
  'reviewed',
  'publicised',
  'objected',
  'registered',
  'rejected',
  'withdrawn',
  'expired',
  'cancelled',
  'revoked',
];

const rows: Readonly<Record<string, Row>> = {
  'certificate.revise': { from: ['draft'], to: 'draft', by: 'holder' },
  'certificate.apply': { from: ['draft'], to: 'applied', by: 'holder' },
  'certificate.accept': { from: ['applied'], to: 'accepted', by: 'registrar' },
  'certificate.request-correction': { from: ['accepted'], to: 'correction', by: 'registrar' },
  'certificate.supplement': { from: ['correction'], to: 'accepted', by: 'holder' },
  'certificate.review': { from: ['accepted'], to: 'reviewed', by: 'registrar' },
  'certificate.publicise': { from: ['reviewed'], to: 'publicised', by: 'registrar' },
  'certificate.reject': {
    from: ['applied', 'accepted', 'correction', 'reviewed'],
    to: 'rejected',
    by: 'registrar',
  },
  'certificate.register': { from: ['publicised'], to: 'registered', by: 'registrar' },
  'certificate.withdraw': {
    from: ['draft', 'applied', 'accepted', 'correction', 'reviewed', 'publicised', 'objected'],
    to: 'withdrawn',
    by: 'holder',
  },
  'certificate.change': { from: ['registered'], to: 'registered', by: 'holder and registrar' },
  'certificate.correct': { from: ['registered'], to: 'registered', by: 'registrar' },
  'certificate.renew': { from: ['registered'], to: 'registered', by: 'holder and registrar' },
  'certificate.transfer': { from: ['registered'], to: 'registered', by: 'holder and transferee' },
  'certificate.award': { from: ['registered'], to: 'registered', by: 'court' },
  'certificate.freeze': { from: ['registered'], to: 'registered', by: 'court' },
  'certificate.unfreeze': { from: ['registered', 'expired', 'revoked'], to: 'same', by: 'court' },
  'certificate.expire': { from: ['registered'], to: 'expired', by: 'anybody' },
  'certificate.cancel': { from: ['registered'], to: 'cancelled', by: 'holder' },
  'certificate.revoke': { from: ['registered'], to: 'revoked', by: 'registrar' },
};

export const actions = ['certificate.draft', ...Object.keys(rows)];

/** Which of the signers in the test’s cast each row means. Any court may freeze or award; only the one that froze releases. */
const entitled: Readonly<Record<Signers, readonly string[]>> = {
  holder: ['holder'],
  registrar: ['registrar', 'second registrar'],
  'holder and registrar': ['holder and registrar'],
  'holder and transferee': ['holder and transferee'],
  court: ['court'],
  anybody: ['holder', 'transferee', 'stranger', 'registrar for itself'],
};

/** What a scene forbids although its status allows it. */
const forbidden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'publicised, notice running': { 'certificate.register': 'NOTICE_RUNNING' },
  registered: { 'certificate.renew': 'RENEWAL_EARLY', 'certificate.expire': 'EXPIRY_EARLY' },
  'registered, soon ending': { 'certificate.expire': 'EXPIRY_EARLY' },
  'registered, lapsed': {
    'certificate.change': 'CERTIFICATE_LAPSED',
    'certificate.correct': 'CERTIFICATE_LAPSED',
    'certificate.renew': 'CERTIFICATE_LAPSED',
    'certificate.transfer': 'CERTIFICATE_LAPSED',
    'certificate.award': 'CERTIFICATE_LAPSED',
    'certificate.cancel': 'CERTIFICATE_LAPSED',
  },
  'registered, frozen': {
    'certificate.change': 'CERTIFICATE_FROZEN',
    'certificate.transfer': 'CERTIFICATE_FROZEN',
    'certificate.cancel': 'CERTIFICATE_FROZEN',
    'certificate.renew': 'RENEWAL_EARLY',
    'certificate.expire': 'EXPIRY_EARLY',
    'certificate.freeze': 'FREEZE_EXISTS',
  },
  'registered, pledged': {
    'certificate.transfer': 'CERTIFICATE_PLEDGED',
    'certificate.cancel': 'CERTIFICATE_PLEDGED',
    'certificate.renew': 'RENEWAL_EARLY',
    'certificate.expire': 'EXPIRY_EARLY',
  },
};

/** A scene is a status and, after a comma, what else is the case. */
function statusOf(scene: string): string {
  return scene.split(',')[0]!;
}

export function expected(scene: string, action: string, signers: string): string {
  const status = statusOf(scene);
  if (action === 'certificate.draft') return draft(status, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  const { from, to, by } = rows[action]!;
  if (!from.includes(status)) return 'TRANSITION_INVALID';
  // There is nothing to release, whoever asks.
  if (action === 'certificate.unfreeze' && !scene.endsWith('frozen')) return 'REFERENCE_UNKNOWN';
  const may = ['certificate.freeze', 'certificate.award'].includes(action)
    ? ['court', 'other court']
    : entitled[by];
  if (!may.includes(signers)) return 'SIGNER_NOT_ENTITLED';
  // A sale by the court that froze it is what the freeze was for.
  if (action === 'certificate.award' && scene.endsWith('frozen') && signers === 'other court')
    return 'CERTIFICATE_FROZEN';
  return forbidden[scene]?.[action] ?? (to === 'same' ? status : to);
}

/** Everybody begins a certificate in its own name space, and this name is in the holder’s. */
function draft(status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.split(' and ').includes('holder')) return 'RECORD_FOREIGN';
  return signers === 'holder' ? 'draft' : 'SIGNER_NOT_ENTITLED';
}
