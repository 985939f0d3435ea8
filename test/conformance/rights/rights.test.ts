import { defineFoundOnLedger, definePersonalData } from './cases/personal-data.js';
import { defineRaces } from './cases/races.js';
import { defineRefusals } from './cases/refusals.js';
import { defineStory } from './cases/story.js';
import { defineWithheld } from './cases/withheld.js';
import { embeddedStores, fabricStores, type Stores } from './personal-data/stores.js';
import { populate } from './support/populate.js';
import { startEmbedded, startFabric, type RightsBackend } from './support/rights-backend.js';
import { openRightsStage, type RightsStage } from './support/rights-stage.js';

describe('rights and consents, two back ends', function () {
  this.timeout(180_000);
  describe('the embedded node', () => {
    defineCases(startEmbedded, embeddedStores);
    defineFoundOnLedger(startEmbedded);
  });
  describe('real Fabric', () => {
    defineCases(startFabric, fabricStores);
  });
});

function defineCases(start: () => Promise<RightsBackend | undefined>, stores: Stores): void {
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
  defineStory(stageOf);
  definePersonalData(stageOf, () => backend!, stores);
}
