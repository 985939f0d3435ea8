import { expect } from 'chai';
import type { RightsStage } from '../../rights/support/rights-stage.js';
import { marketParties } from '../support/market-parties.js';

export function defineParties(stageOf: () => RightsStage): void {
  it('the market’s participants are what they are registered as', async () => {
    for (const [{ participant, role }, type] of marketParties) {
      const roles = role === 'participant' ? [] : [role];
      expect(await stageOf().value(`participant/${participant}`)).to.deep.include({ type, roles });
    }
  });
}
