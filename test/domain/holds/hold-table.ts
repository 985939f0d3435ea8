import { expectedBy } from '../support/life-table.js';

/**
 * The life of a hold as the design's text tells it (filed by the arbitration commission → notified → exported → decided /
 * withdrawn → released; only a court's document freezes a right), written by hand. It knows nothing of the code.
 */
export const statuses = ['filed', 'notified', 'exported', 'decided', 'withdrawn', 'released'];

export const actions = [
  'hold.file',
  'hold.notify',
  'hold.acknowledge',
  'hold.export',
  'hold.decide',
  'hold.withdraw',
  'hold.release',
];

const commission = ['commission'];
const owners = [
  'commission',
  'commission for itself',
  'commission and court',
  'commission and other court',
  'commission and custodian',
];

const rows = {
  'hold.notify': { from: ['filed'], to: 'notified', by: commission },
  'hold.acknowledge': { from: ['notified', 'exported', 'decided'], by: ['custodian', 'second custodian'] },
  'hold.export': { from: ['notified'], to: 'exported', by: commission },
  'hold.decide': { from: ['exported'], to: 'decided', by: commission },
  'hold.withdraw': { from: ['filed', 'notified', 'exported'], to: 'withdrawn', by: commission },
};

/** Of a hold that preserves evidence. */
export const preserved = answered(
  expectedBy({
    rows: {
      'hold.file': { from: [], to: 'filed', by: commission, owners },
      ...rows,
      'hold.release': { from: ['decided', 'withdrawn'], to: 'released', by: commission },
    },
  }),
);

/** The same, of a hold by which a court freezes. */
export const frozen = answered(
  expectedBy({
    rows: {
      'hold.file': {
        from: [],
        to: 'filed',
        by: ['commission and court', 'commission and other court'],
        refused: { commission: 'COURT_REQUIRED' },
        owners,
      },
      ...rows,
      'hold.release': { from: ['decided', 'withdrawn'], to: 'released', by: ['court'] },
    },
  }),
);

type Expected = (scene: string, action: string, signers: string) => string;

/** A custodian answers once. */
function answered(life: Expected): Expected {
  return (scene, action, signers) =>
    scene === 'notified, one answered' && action === 'hold.acknowledge' && signers === 'custodian'
      ? 'HOLD_ACKNOWLEDGED'
      : life(scene, action, signers);
}
