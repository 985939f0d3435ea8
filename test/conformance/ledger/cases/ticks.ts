import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { PatientClient } from '../../support/patient-client.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';
import { playFlow } from './contract.js';

const { VALID, MVCC_READ_CONFLICT } = peer.TxValidationCode;

/** The flow leaves two ticks. All cases share one client, which counts the others. */
async function patientClient(stage: Stage): Promise<PatientClient> {
  await playFlow(stage);
  return await stage.shared('patient client', () => {
    const sessions = stage.mspIds.map((gatewayOf) => stage.openForAll({ gatewayOf, contractName: '' }));
    return Promise.resolve(new PatientClient(sessions, 2));
  });
}

export const tickCases = casesOf('ticks', {
  'normal-do-not-conflict': {
    about: 'Transactions of one tick, endorsed before any of them is submitted, are all valid.',
    run: async (stage) => {
      const client = await patientClient(stage);
      const codes = await client.registerTogether(['91370100MA3D00001X', '91370100MA3D00002Y']);
      expect(codes).to.deep.equal([VALID, VALID]);
    },
  },
  'withheld-over-one': {
    about: 'A transaction that was withheld over one tick is still valid.',
    run: async (stage) => {
      const client = await patientClient(stage);
      expect(await client.withhold('91370100MA3C00001H', 1)).to.equal(VALID);
    },
  },
  'withheld-over-two': {
    about: 'A transaction that was withheld over two ticks has died.',
    run: async (stage) => {
      const client = await patientClient(stage);
      expect(await client.withhold('123701004955700001', 2)).to.equal(MVCC_READ_CONFLICT);
    },
  },
  'written-once': {
    about: 'A tick that was endorsed twice is written once.',
    run: async (stage) => {
      const client = await patientClient(stage);
      expect(await client.doubleTick()).to.deep.equal([VALID, MVCC_READ_CONFLICT]);
    },
  },
});
