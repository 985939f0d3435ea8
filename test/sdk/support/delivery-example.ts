import { sha256, encodeUtf8 } from '@quancheng/protocol';
import { newEncryptionKey, type OpeningContext } from '@quancheng/sdk';
import { sealDelivery, type DeliveryOrder, type PreparedDelivery } from '@quancheng/sdk/node';

export const LEDGER = '0123456789abcdef0123456789abcdef';
const asOf = '2026-11-01T00:00:00.000Z';

/** Random bytes that follow from a name, so that a delivery can be made again byte for byte. */
export function drawnFrom(name: string): (length: number) => Uint8Array {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return sha256(encodeUtf8(`${name} ${drawn}`)).slice(0, length);
  };
}

export const recipientKey = newEncryptionKey(drawnFrom('recipient'));

export const use = {
  id: 'bank/u1',
  fields: ['housing-fund.balance', 'housing-fund.loans', 'housing-fund.months'],
  consumer: 'bank',
};

/** Three fields, so that the tree promotes a node; one of each state. */
export const order: DeliveryOrder = {
  ledger: LEDGER,
  use,
  encryptionKey: recipientKey.publicKey,
  fields: [
    { field: 'housing-fund.balance', state: 'returned', value: 8123456, asOf },
    { field: 'housing-fund.loans', state: 'null', reason: '无贷款记录', asOf },
    { field: 'housing-fund.months', state: 'withheld', reason: '争议处理中', asOf },
  ],
  environment: 'sandbox',
  sent: '2026-11-23T08:00:00.000Z',
};

export function prepare(change: Partial<DeliveryOrder> = {}, name = 'worked'): PreparedDelivery {
  return sealDelivery({ ...order, ...change }, drawnFrom(name));
}

/** The use as the ledger would have it after this body. */
export function openingOf(
  body: PreparedDelivery['body'],
  change: Partial<OpeningContext> = {},
): OpeningContext {
  return { ledger: LEDGER, use: { ...use, delivery: body }, secretKey: recipientKey.secretKey, ...change };
}
