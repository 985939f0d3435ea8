import { status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { refusal } from '../../transcript/outcome.js';
import { casesOf } from '../ledger-case.js';

const megabyte = 1024 * 1024;

export const largeValueCases = casesOf('large-values', {
  'one-megabyte': {
    about: 'A value of a megabyte is written and read, as an argument and as what the contract makes.',
    run: async ({ submit, evaluate, key }) => {
      await submit('put', key('argument'), 'x'.repeat(megabyte));
      await submit('big', key('made'), String(megabyte));
      expect(await evaluate('size', key('argument'))).to.equal(String(megabyte));
      expect(await evaluate('get', key('made'))).to.have.length(megabyte);
    },
  },
  'near-the-limit': {
    about: 'A transaction a little below the orderers’ ten megabytes is written.',
    run: async ({ submit, evaluate, key }) => {
      await submit('big', key('a'), String(10 * megabyte - 16 * 1024));
      expect(await evaluate('size', key('a'))).to.equal(String(10 * megabyte - 16 * 1024));
    },
  },
  'beyond-the-limit': {
    about: 'A transaction beyond it is endorsed, but no orderer takes it; the client is told why.',
    run: async ({ contract, key, evaluate }) => {
      const proposal = contract.newProposal('big', { arguments: [key('a'), String(10 * megabyte)] });
      const transaction = await proposal.endorse();
      const { code, details } = await refusal(transaction.submit());
      expect(code).to.equal(status.UNAVAILABLE);
      for (const { message } of details) {
        expect(message).to.match(
          /BAD_REQUEST.*message payload is \d+ bytes and exceeds maximum allowed 10485760/,
        );
      }
      expect(await evaluate('size', key('a'))).to.equal('0');
    },
  },
  'many-keys': {
    about: 'A transaction of two thousand keys is one transaction.',
    run: async ({ submit, evaluate, key }) => {
      await submit('fill', key(''), '2000');
      expect(JSON.parse(await evaluate('range', key(''), key('9'), '5000'))).to.have.length(2000);
    },
  },
});
