import { status } from '@grpc/grpc-js';
import { EndorseError } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { casesOf } from '../ledger-case.js';
import { handOver } from '../support/hand-over.js';

const { VALID, MVCC_READ_CONFLICT } = peer.TxValidationCode;

/** Endorsers that are not at the same block do not agree on what they read. */
function assertDisagreement(failure: unknown): undefined {
  expect(failure).to.be.instanceOf(EndorseError).with.property('code', status.ABORTED);
  expect(failure)
    .to.have.property('message')
    .that.includes('failed to collect enough transaction endorsements');
}

export const concurrencyCases = casesOf('concurrency', {
  'keys-of-their-own': {
    about: 'Writers of different organisations with keys of their own do not get in each other’s way.',
    run: async ({ backend, open, key, evaluate, awaitEverywhere }) => {
      const contracts = backend.target.gateways.map(({ mspId }) => open({ gatewayOf: mspId }).contract);
      const ids = await Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          const options = { arguments: [key(String(index)), String(index)] };
          const proposal = contracts[index % contracts.length]!.newProposal('put', options);
          await handOver((await proposal.endorse()).submit());
          return proposal.getTransactionId();
        }),
      );
      for (const id of ids) expect((await awaitEverywhere(id)).code).to.equal(0);
      const found = JSON.parse(await evaluate('range', key(''), key('~'), '100')) as [string, string][];
      expect(found).to.have.length(40);
      expect(found.every(([name, value]) => name === key(value))).to.equal(true);
    },
  },
  'one-key': {
    about: 'Of writers who count in one key as many succeed as are counted; the others are told why not.',
    run: async ({ contract, key, submit, evaluate, awaitEverywhere }) => {
      await submit('put', key('a'), '0');
      const codes = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const proposal = contract.newProposal('increment', { arguments: [key('a')] });
          const transaction = await proposal.endorse().catch(assertDisagreement);
          if (transaction === undefined) return undefined;
          await handOver(transaction.submit());
          return (await awaitEverywhere(transaction.getTransactionId())).code;
        }),
      );
      const winners = codes.filter((code) => code === VALID);
      for (const code of codes) expect(code).to.be.oneOf([undefined, VALID, MVCC_READ_CONFLICT]);
      expect(winners.length).to.be.greaterThan(0).and.to.be.lessThan(codes.length);
      expect(Number(await evaluate('get', key('a')))).to.equal(winners.length);
    },
  },
});
