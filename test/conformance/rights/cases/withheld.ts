import { peer } from '@hyperledger/fabric-protos';
import type { Transaction } from '@hyperledger/fabric-gateway';
import type { Envelope } from '@quancheng/protocol';
import { expect } from 'chai';
import { envelopeList } from '../../../chaincode/support/statements.js';
import { consentTo, useRequest } from '../support/consents.js';
import { citizen } from '../support/parties.js';
import { command, type RightsStage } from '../support/rights-stage.js';

const { VALID, MVCC_READ_CONFLICT } = peer.TxValidationCode;

export function defineWithheld(stageOf: () => RightsStage): void {
  describe('a transaction that was endorsed and is withheld', () => {
    const endorse = (envelope: Envelope): Promise<Transaction> =>
      stageOf().clock.endorse('execute', envelopeList([envelope]));

    it('dies after two ticks: a use cannot be dated before what happened meanwhile', async () => {
      const stage = stageOf();
      const [consent, use] = ['bank/withheld', 'bank/withheld-1'];
      await consentTo(stage, consent, 3);
      const request = useRequest(consent, use);
      const withheld = await endorse(request);
      await stage.clock.tick();
      await stage.clock.tick();
      expect(await stage.clock.submit(withheld)).to.equal(MVCC_READ_CONFLICT);
      expect(await stage.value(`use/${use}`)).to.equal(undefined);
      await expectDoneNow(stage, request);
      expect(await stage.value(`use/${use}`)).to.have.nested.property('at.tick', stage.clock.number);
    });

    it('a withdrawal lives over one tick, and over two has to be made again', async () => {
      const stage = stageOf();
      for (const [consent, ticks, code] of [
        ['bank/held-back-1', 1, VALID],
        ['bank/held-back-2', 2, MVCC_READ_CONFLICT],
      ] as const) {
        await consentTo(stage, consent, 3);
        const withdrawal = command({
          action: 'consent.withdraw',
          target: consent,
          expectedVersion: 2,
          body: {},
          parties: [citizen],
        });
        const withheld = await endorse(withdrawal);
        const endorsedAt = stage.clock.number;
        for (let count = 0; count < ticks; count += 1) await stage.clock.tick();
        expect(await stage.clock.submit(withheld), consent).to.equal(code);
        const key = `consent/${consent}`;
        expect(await stage.value(key)).to.include({ status: code === VALID ? 'withdrawn' : 'active' });
        if (code === VALID) {
          expect(await stage.value(key)).to.have.nested.property('withdrawal.at.tick', endorsedAt);
        } else {
          await expectDoneNow(stage, withdrawal);
          expect(await stage.value(key)).to.have.nested.property('withdrawal.at.tick', stage.clock.number);
        }
      }
    });
  });
}

/** The same command in a new transaction, which bears the newest tick. */
async function expectDoneNow({ submit, clock }: RightsStage, envelope: Envelope): Promise<void> {
  const { outcome, result } = await submit(envelope);
  expect(outcome).to.equal('done');
  expect(result?.at).to.deep.equal({ tick: clock.number, time: clock.now });
}
