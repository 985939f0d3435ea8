import { status } from '@grpc/grpc-js';
import { CommitError, EndorseError } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { casesOf } from '../ledger-case.js';

/** It lost against another, or its endorsers were not all at the same block when they read. */
function isToldWhy(failure: unknown): boolean {
  return failure instanceof CommitError
    ? failure.code === peer.TxValidationCode.MVCC_READ_CONFLICT
    : failure instanceof EndorseError &&
        failure.code === status.ABORTED &&
        failure.message.includes('failed to collect enough transaction endorsements');
}

export const concurrencyCases = casesOf('concurrency', {
  'keys-of-their-own': {
    about: 'Writers of different organisations with keys of their own do not get in each other’s way.',
    run: async ({ backend, open, key, evaluate, awaitEverywhere }) => {
      const contracts = backend.target.gateways.map(({ mspId }) => open({ gatewayOf: mspId }).contract);
      const commits = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          contracts[index % contracts.length]!.submitAsync('put', { arguments: [key(String(index)), String(index)] }),
        ),
      );
      for (const commit of commits) {
        expect((await awaitEverywhere(commit.getTransactionId())).code).to.equal(0);
      }
      const found = JSON.parse(await evaluate('range', key(''), key('~'), '100')) as [string, string][];
      expect(found).to.have.length(40);
      expect(found.every(([name, value]) => name === key(value))).to.equal(true);
    },
  },
  'one-key': {
    about: 'Of writers who count in one key as many succeed as are counted; the others are told why not.',
    run: async ({ contract, key, submit, evaluate }) => {
      await submit('put', key('a'), '0');
      const attempts = await Promise.allSettled(
        Array.from({ length: 12 }, () => contract.submitTransaction('increment', key('a'))),
      );
      const failures = attempts.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      for (const failure of failures) expect(isToldWhy(failure), String(failure)).to.equal(true);
      expect(failures.length).to.be.greaterThan(0);
      expect(Number(await evaluate('get', key('a')))).to.equal(attempts.length - failures.length);
    },
  },
});
