/**
 * The life of a trade as the design's text tells it (listed → agreed, both sign → delivered → accepted / disputed →
 * settled → closed; corrected only by a compensating record; on an exchange it co-signs), written by hand. It knows
 * nothing of the code.
 */
export type Market = 'off exchange' | 'on exchange';

export const statuses = [
  'listed',
  'withdrawn',
  'agreed',
  'delivered',
  'accepted',
  'disputed',
  'settled',
  'closed',
  'rescinded',
];

type Signers = 'seller' | 'buyer' | 'either' | 'all' | 'deciders';

interface Row {
  readonly from: readonly string[];
  readonly to: string;
  readonly by: Signers;
}

const rows: Readonly<Record<string, Row>> = {
  'trade.withdraw': { from: ['listed'], to: 'withdrawn', by: 'seller' },
  'trade.agree': { from: ['listed'], to: 'agreed', by: 'all' },
  'trade.deliver': { from: ['agreed'], to: 'delivered', by: 'seller' },
  'trade.accept': { from: ['delivered'], to: 'accepted', by: 'buyer' },
  'trade.dispute': {
    from: ['agreed', 'delivered', 'accepted', 'settled'],
    to: 'disputed',
    by: 'either',
  },
  'trade.resolve': { from: ['disputed'], to: 'before the dispute', by: 'deciders' },
  'trade.settle': { from: ['accepted'], to: 'settled', by: 'all' },
  'trade.close': { from: ['settled'], to: 'closed', by: 'all' },
};

export const actions = ['trade.offer', 'trade.compensate', ...Object.keys(rows)];

const everyParty: Readonly<Record<Market, string>> = {
  'off exchange': 'seller and buyer',
  'on exchange': 'seller, buyer and exchange',
};

function entitled(by: Signers, market: Market): readonly string[] {
  switch (by) {
    case 'all':
      return [everyParty[market]];
    case 'either':
      return ['seller', 'buyer'];
    case 'deciders':
      return ['seller and buyer', 'commission', 'court', 'other court'];
    default:
      return [by];
  }
}

/** What else is the case forbids, although status and signer would allow it. */
const forbidden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'product frozen': { 'trade.agree': 'CERTIFICATE_FROZEN', 'trade.deliver': 'CERTIFICATE_FROZEN' },
  'product transferred': { 'trade.agree': 'PRODUCT_NOT_HELD', 'trade.deliver': 'PRODUCT_NOT_HELD' },
  'product revoked': { 'trade.agree': 'PRODUCT_NOT_LIVE', 'trade.deliver': 'PRODUCT_NOT_LIVE' },
  'product lapsed': { 'trade.agree': 'PRODUCT_NOT_LIVE', 'trade.deliver': 'PRODUCT_NOT_LIVE' },
  'licence over': { 'trade.deliver': 'TRADE_TERM_OVER' },
  compensated: { 'trade.dispute': 'TRADE_COMPENSATED' },
};

/** A scene is a status and, after a comma, what else is the case: of what is disputed, the status before. */
export const expectedIn =
  (market: Market) =>
  (scene: string, action: string, signers: string): string => {
    const [status = '', more = ''] = scene.split(', ');
    if (action === 'trade.offer' || action === 'trade.compensate') {
      return creation(market, status, action, signers);
    }
    if (status === 'absent') return 'RECORD_UNKNOWN';
    const { from, to, by } = rows[action]!;
    if (!from.includes(status)) return 'TRANSITION_INVALID';
    if (!entitled(by, market).includes(signers)) return 'SIGNER_NOT_ENTITLED';
    return forbidden[more]?.[action] ?? (action === 'trade.resolve' ? more : to);
  };

/** The name is in the seller’s name space. */
function creation(market: Market, status: string, action: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.includes('seller')) return 'RECORD_FOREIGN';
  const listing = market === 'on exchange' ? 'seller and exchange' : 'seller';
  if (action === 'trade.offer') return signers === listing ? 'listed' : 'SIGNER_NOT_ENTITLED';
  return signers === everyParty[market] ? 'accepted' : 'SIGNER_NOT_ENTITLED';
}
