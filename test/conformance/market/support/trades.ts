import type { Envelope, JsonObject } from '@quancheng/protocol';
import type { CommandOptions, Party } from '../../../chaincode/support/statements.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { digests } from '../../rights/support/bodies.js';
import { utility } from '../../rights/support/parties.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';
import { productName } from './traded-products.js';

const DAY = 24 * 3_600_000;

export const tradeName = (name: string): string => `${utility.participant}/trade-${name}`;

export function listing(product: string, change: JsonObject = {}): JsonObject {
  return {
    tradeNumber: '泉数交〔2026〕1号',
    product: productName(product),
    exclusive: false,
    use: { kind: 'industrial', statement: '管网规划' },
    sourceStatement: digests('1'),
    document: digests('2'),
    ...change,
  };
}

export function agreement(buyer: Party): JsonObject {
  return {
    buyer: buyer.participant,
    document: digests('3'),
    price: digests('4'),
    identityCheck: digests('5'),
    relation: { related: false, statement: digests('6') },
    from: timeIn(0),
    to: timeIn(200 * DAY),
    deliveryDue: timeIn(10 * DAY),
    acceptanceDue: timeIn(20 * DAY),
    settlementDue: timeIn(30 * DAY),
  };
}

/** The utility offers a product under each of these names. */
export async function listAll(
  { world }: RightsStage,
  names: readonly string[],
  product: string,
  change: JsonObject = {},
): Promise<void> {
  const body = listing(product, change);
  await world.order(
    ...names.map((name) => ({
      action: 'trade.offer',
      target: tradeName(name),
      expectedVersion: 0,
      body,
      parties: [utility],
    })),
  );
}

/** Both sign off exchange, unless something else is said. */
export function agreeing(name: string, buyer: Party, change: Partial<CommandOptions> = {}): Envelope {
  return command({
    action: 'trade.agree',
    target: tradeName(name),
    expectedVersion: 1,
    body: agreement(buyer),
    parties: [utility, buyer],
    ...change,
  });
}

export function delivering(name: string): Envelope {
  return command({
    action: 'trade.deliver',
    target: tradeName(name),
    expectedVersion: 2,
    body: { document: digests('7'), sent: timeIn(0) },
    parties: [utility],
  });
}
