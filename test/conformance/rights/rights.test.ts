import { defineRaces } from './cases/races.js';
import { defineRefusals } from './cases/refusals.js';
import { defineWithheld } from './cases/withheld.js';
import { populate } from './support/populate.js';
import { startEmbedded, startFabric, type RightsBackend } from './support/rights-backend.js';
import { openRightsStage, type RightsStage } from './support/rights-stage.js';

describe('rights and consents, two back ends', function () {
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
  const stageOf = (): RightsStage => stage!;

  before(async function () {
    backend = await start();
    if (backend === undefined) this.skip();
    stage = await openRightsStage(backend);
    await populate(stage);
  });
  after(async () => {
    await stage?.close();
    await backend?.stop();
    await backend?.remove();
  });

  defineRefusals(stageOf);
  defineRaces(stageOf);
  defineWithheld(stageOf);
}
