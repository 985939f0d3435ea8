import { status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { refusal } from '../../transcript/outcome.js';
import { casesOf } from '../ledger-case.js';
import { text } from '../stage.js';

export const evaluateCases = casesOf('evaluate', {
  result: {
    about: 'A query answers and leaves nothing behind, even if it would write.',
    run: async ({ evaluate, key }) => {
      expect(await evaluate('put', key('a'), 'value')).to.equal('value');
      expect(await evaluate('get', key('a'))).to.equal('');
    },
  },
  'transient-data': {
    about: 'The contract sees transient data, which the transaction does not hold.',
    run: async ({ contract }) => {
      const transientData = { one: '1', two: Buffer.from('二') };
      const found = text(await contract.evaluate('echoTransient', { transientData }));
      expect(JSON.parse(found)).to.deep.equal({ one: '1', two: '二' });
      const proposal = contract.newProposal('echoTransient', { transientData: { secret: 'a-secret' } });
      const transaction = await proposal.endorse();
      const argument = 'echoTransient';
      expect(text(transaction.getBytes())).to.include(argument);
      const payload = text(transaction.getBytes()).replaceAll(text(transaction.getResult()), '');
      expect(payload).to.not.include('a-secret');
    },
  },
  'named-organisation': {
    about: 'A query can be addressed to one organisation.',
    run: async ({ contract, mspIds }) => {
      for (const mspId of mspIds) {
        const endorsingOrganizations = [mspId];
        const result = await contract.evaluate('echo', { arguments: [mspId], endorsingOrganizations });
        expect(text(result)).to.equal(mspId);
      }
    },
  },
  'unknown-organisation': {
    about: 'A query addressed to an organisation without a peer is refused.',
    run: async ({ contract }) => {
      const options = { arguments: ['a'], endorsingOrganizations: ['NobodyMSP'] };
      const { code, message } = await refusal(contract.evaluate('echo', options));
      expect(code).to.equal(status.FAILED_PRECONDITION);
      expect(message).to.include('no peers available to evaluate chaincode');
    },
  },
  'contract-error': {
    about: 'A failing query says what the contract said, and which peer said it.',
    run: async ({ contract, mspIds }) => {
      const { code, message, details } = await refusal(contract.evaluateTransaction('fail', '[CODE] 不'));
      expect(code).to.equal(status.UNKNOWN);
      expect(message).to.include(
        'evaluate call to endorser returned error: chaincode response 500, [CODE] 不',
      );
      expect(details.map(({ mspId, message: own }) => [mspId, own])).to.deep.equal([
        [mspIds[0], 'chaincode response 500, [CODE] 不'],
      ]);
    },
  },
  'contract-error-when-endorsing': {
    about: 'A failing proposal names each organisation that was asked for by name.',
    run: async ({ contract, mspIds }) => {
      const endorsingOrganizations = mspIds.slice(1, 3);
      const proposal = contract.newProposal('fail', { arguments: ['no'], endorsingOrganizations });
      const named = await refusal(proposal.endorse());
      expect(named.code).to.equal(status.ABORTED);
      expect(named.message).to.include('failed to collect enough transaction endorsements');
      expect(named.details.map(({ mspId }) => mspId)).to.have.members(endorsingOrganizations);
      const unnamed = await refusal(contract.newProposal('fail', { arguments: ['no'] }).endorse());
      expect(unnamed.code).to.equal(status.ABORTED);
      expect(unnamed.message).to.include('failed to endorse transaction');
    },
  },
});
