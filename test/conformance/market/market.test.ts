import { startEmbedded, startFabric, type RightsBackend } from '../rights/support/rights-backend.js';
import { openRightsStage, type RightsStage } from '../rights/support/rights-stage.js';
import { defineHolds } from './cases/holds.js';
import { defineParties } from './cases/parties.js';
import { definePledges } from './cases/pledges.js';
import { defineRevenue } from './cases/revenue.js';
import { defineVouchers } from './cases/vouchers.js';
import { defineTrades } from './cases/trades.js';
import { populateMarket } from './support/populate-market.js';

/** Each defines its cases on one ledger; whoever adds a kind of record adds a module here. */
const cases: readonly ((stageOf: () => RightsStage) => void)[] = [
  defineParties,
  definePledges,
  defineTrades,
  defineRevenue,
  defineVouchers,
  defineHolds,
];

describe('the market, two back ends', function () {
  this.timeout(180_000);
  describe('the embedded node', () => {
    defineCases(startEmbedded);
  });
  describe('real Fabric', () => {
    defineCases(startFabric);
  });
});

function defineCases(start: () => Promise<RightsBackend | undefined>): void {
  let backend: RightsBackend | undefined;
  let stage: RightsStage | undefined;

  before(async function () {
    backend = await start();
    if (backend === undefined) this.skip();
    stage = await openRightsStage(backend);
    await populateMarket(stage);
  });
  after(async () => {
    await stage?.close();
    await backend?.stop();
    await backend?.remove();
  });

  for (const define of cases) define(() => stage!);
}
