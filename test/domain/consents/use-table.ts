/**
 * The life of a use as the design's text tells it (requested → denied / reserved → delivered → opened / lapsed, then
 * deleted or retained by law; the consent is checked again when the key is released), written by hand. It knows nothing
 * of the code.
 */
export const statuses = ['denied', 'reserved', 'delivered', 'opened', 'lapsed', 'deleted', 'retained'];

export const actions = ['use.request', 'use.deliver', 'use.open', 'use.lapse', 'use.delete', 'use.retain'];

interface Row {
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  'use.deliver': { from: ['reserved'], to: 'delivered', by: ['controller'] },
  'use.open': { from: ['delivered'], to: 'opened', by: ['recipient'] },
  'use.lapse': {
    from: ['reserved', 'delivered'],
    to: 'lapsed',
    by: ['subject', 'controller', 'recipient', 'representative', 'stranger'],
  },
  'use.delete': { from: ['opened', 'retained'], to: 'deleted', by: ['recipient'] },
  'use.retain': { from: ['opened'], to: 'retained', by: ['recipient'] },
};

/** Where the request is put on record, and denied. */
const denials: readonly string[] = [
  'absent, consent paused',
  'absent, consent withdrawn',
  'absent, consent exhausted',
  'absent, consent over',
  'absent, all reserved',
];

export function expected(scene: string, action: string, signers: string): string {
  const status = scene.split(',')[0]!;
  if (action === 'use.request') return request(scene, status, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  const row = rows[action]!;
  if (!row.from.includes(status)) return 'TRANSITION_INVALID';
  if (!row.by.includes(signers)) return 'SIGNER_NOT_ENTITLED';
  const isOverdue = scene.endsWith('overdue');
  if (action === 'use.lapse') return isOverdue ? 'lapsed' : 'USE_NOT_OVERDUE';
  if (isOverdue) return 'USE_OVERDUE';
  return scene === 'reserved, consent withdrawn' ? 'denied' : row.to;
}

/** Only the consent's recipient asks; the name is in its name space. */
function request(scene: string, status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.split(' and ').includes('recipient')) return 'RECORD_FOREIGN';
  if (signers !== 'recipient') return 'SIGNER_NOT_ENTITLED';
  return denials.includes(scene) ? 'denied' : 'reserved';
}
