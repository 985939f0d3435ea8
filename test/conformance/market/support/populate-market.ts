import { registration } from '../../../chaincode/support/test-world.js';
import { populate } from '../../rights/support/populate.js';
import type { RightsStage } from '../../rights/support/rights-stage.js';
import { marketParties } from './market-parties.js';

/** All that the rights' cases begin with, and the market's participants. */
export async function populateMarket(stage: RightsStage): Promise<void> {
  await populate(stage);
  await stage.world.order(
    ...marketParties.map(([{ participant, role, signer }, type]) =>
      registration(participant, signer, {
        usccOverride: '测试',
        type,
        roles: role === 'participant' ? [] : [role],
      }),
    ),
  );
}
