import { peer } from '@hyperledger/fabric-protos';
import { issueIdentity, newOrganisationAuthorities } from '@quancheng/network';
import { expect } from 'chai';
import { changeAction, changeResults, endorse, endorseAnew, forge } from '../support/forge.js';
import { orderRaw } from '../support/order.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const { VALID, ENDORSEMENT_POLICY_FAILURE } = peer.TxValidationCode;

/** Orders a `put` whose payload was changed after endorsement: its validation code. */
async function orderChanged(
  stage: Stage,
  change: (payload: Parameters<Parameters<typeof forge>[2] & object>[0]) => void,
): Promise<number> {
  const endorsed = await endorse(stage, 'put', { arguments: [stage.key('a'), 'small'] });
  return await orderRaw(stage, forge(endorsed, stage.session.identity, change), endorsed.transactionId);
}

async function expectNothingWritten({ evaluate, key }: Stage): Promise<void> {
  expect(await evaluate('get', key('a'))).to.equal('');
}

export const endorsementCases = casesOf('validation', {
  untouched: {
    about: 'An envelope that is taken apart, put together and signed anew by its creator is valid.',
    run: async (stage) => {
      expect(await orderChanged(stage, () => undefined)).to.equal(VALID);
      expect(await stage.evaluate('get', stage.key('a'))).to.equal('small');
    },
  },
  'endorsement-policy-failure': {
    about: 'Fewer organisations than the policy needs have endorsed.',
    run: async (stage) => {
      const endorsingOrganizations = stage.mspIds.slice(0, 2);
      const options = { arguments: [stage.key('a'), '1'], endorsingOrganizations };
      expect((await stage.settle('put', options)).code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-over-other-writes': {
    about: 'What is written is not what the endorsers signed.',
    run: async (stage) => {
      const code = await orderChanged(stage, (payload) =>
        changeAction(payload, (_action, endorsed) => {
          const bytes = Buffer.from(endorsed.getProposalResponsePayload_asU8());
          bytes.write('large', bytes.lastIndexOf('small'));
          endorsed.setProposalResponsePayload(bytes);
        }),
      );
      expect(code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-repeated': {
    about: 'One organisation’s endorsement counts once, however often it is there.',
    run: async (stage) => {
      const code = await orderChanged(stage, (payload) =>
        changeAction(payload, (_action, endorsed) => {
          const [first] = endorsed.getEndorsementsList();
          endorsed.setEndorsementsList([first!, first!, first!]);
        }),
      );
      expect(code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-missing': {
    about: 'A transaction without any endorsement.',
    run: async (stage) => {
      const code = await orderChanged(stage, (payload) => endorseAnew(payload, []));
      expect(code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-by-clients': {
    about: 'True signatures of every organisation’s client are no endorsements.',
    run: async (stage) => {
      const { clients } = stage.backend.target;
      const code = await orderChanged(stage, (payload) => endorseAnew(payload, clients.values()));
      expect(code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-by-strangers': {
    about: 'Peers whose certificates no organisation of the channel has issued endorse nothing.',
    run: async (stage) => {
      const strangers = await Promise.all(
        stage.mspIds.map(async (mspId) => {
          const authorities = await newOrganisationAuthorities({ mspId, domain: 'stranger.example' });
          return await issueIdentity(authorities, { name: 'peer0', role: 'peer' });
        }),
      );
      const code = await orderChanged(stage, (payload) => endorseAnew(payload, strangers));
      expect(code).to.equal(ENDORSEMENT_POLICY_FAILURE);
      await expectNothingWritten(stage);
    },
  },
  'endorsement-enough': {
    about:
      'Enough true endorsements are enough, whoever collected them, and strangers’ beside them do no harm.',
    run: async (stage) => {
      const own = [...stage.backend.endorsers.values()];
      const clients = [...stage.backend.target.clients.values()];
      const code = await orderChanged(stage, (payload) => {
        changeResults(payload, (action) => action.setResults(rename(action.getResults_asU8())));
        endorseAnew(payload, [clients[3]!, ...own.slice(1)]);
      });
      expect(code).to.equal(VALID);
      expect(await stage.evaluate('get', stage.key('a'))).to.equal('SMALL');
    },
  },
});

/** What no contract wrote, but enough endorsers signed: the ledger takes their word. */
function rename(results: Uint8Array): Uint8Array {
  const bytes = Buffer.from(results);
  bytes.write('SMALL', bytes.lastIndexOf('small'));
  return bytes;
}
