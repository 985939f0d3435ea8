import { expect } from 'chai';
import { processProposal } from '../support/process-proposal.js';
import { signedProposal } from '../../transcript/peer-messages.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';
import { readChaincodeAction } from '../support/read-transaction.js';

/** Something of everything under a prefix: values, a deletion, an absent key, names beyond ASCII. */
async function prepare({ submit, key }: Stage): Promise<void> {
  await submit('fill', key(''), '120');
  await submit('put', key('a'), '1');
  await submit('put', key('b'), '2');
  await submit('put', key('\u{1F600}'), '3');
  await submit('put', key('a'), '4');
}

function survey({ session, backend, key }: Stage) {
  const { topology, contractName = '' } = backend.target;
  const words = [`${contractName}:survey`, key(''), `${key('')}\u{10FFFF}`];
  return signedProposal(session, { channel: topology.channel, chaincode: topology.chaincode.name, words });
}

export const determinismCases = casesOf('determinism', {
  twice: {
    about: 'The same proposal run twice by one endorser gives the same bytes.',
    run: async (stage) => {
      await prepare(stage);
      const proposal = await survey(stage);
      const [first, second] = [
        await processProposal(stage.session, proposal),
        await processProposal(stage.session, proposal),
      ];
      expect(Buffer.from(second.getPayload_asU8()).equals(first.getPayload_asU8())).to.equal(true);
      expect(readChaincodeAction(first.getPayload_asU8()).getResults_asU8()).to.not.have.length(0);
    },
  },
  'every-endorser': {
    about: 'The same proposal run by every organisation’s endorser gives the same bytes.',
    run: async (stage) => {
      await prepare(stage);
      const proposal = await survey(stage);
      const payloads = stage.backend.target.gateways.map(async ({ mspId }) => {
        const response = await processProposal(stage.open({ gatewayOf: mspId }), proposal);
        return Buffer.from(response.getPayload_asU8()).toString('hex');
      });
      const different = new Set(await Promise.all(payloads));
      expect(different.size).to.equal(1);
      expect([...different][0]).to.not.equal('');
    },
  },
});
