import { expect } from 'chai';
import { casesOf } from '../ledger-case.js';
import { handOver } from '../support/hand-over.js';
import { readAction } from '../support/read-transaction.js';
import { text } from '../stage.js';

export const submitCases = casesOf('submit', {
  valid: {
    about: 'A transaction is endorsed as the policy asks, ordered, found valid, and its write can be read.',
    run: async ({ contract, key, evaluate, awaitEverywhere }) => {
      const commit = await contract.submitAsync('put', { arguments: [key('a'), 'value'] });
      expect(text(commit.getResult())).to.equal('value');
      const status = await commit.getStatus();
      expect(status).to.include({ code: 0, successful: true, transactionId: commit.getTransactionId() });
      expect(await awaitEverywhere(status.transactionId)).to.include({ code: 0, block: status.blockNumber });
      expect(await evaluate('get', key('a'))).to.equal('value');
    },
  },
  result: {
    about: 'The contract’s result comes back, whatever its bytes.',
    run: async ({ submit }) => {
      expect((await submit('echo', '结果 \u{1F600}')).result).to.equal('结果 \u{1F600}');
      expect((await submit('echo', '')).result).to.equal('');
    },
  },
  delete: {
    about: 'A deleted key is absent; deleting it again, and deleting what never was, is valid.',
    run: async ({ submit, evaluate, key }) => {
      await submit('put', key('a'), 'value');
      await submit('remove', key('a'));
      expect(await evaluate('get', key('a'))).to.equal('');
      await submit('remove', key('a'));
      await submit('remove', key('never'));
    },
  },
  'own-writes-unseen': {
    about: 'A transaction reads the state before it, never its own writes.',
    run: async ({ submit, key }) => {
      await submit('put', key('a'), 'before');
      expect((await submit('writeThenRead', key('a'), 'after')).result).to.equal('before');
    },
  },
  'policy-organisations': {
    about: 'Without named organisations as many different ones endorse as the policy needs, each once.',
    run: async ({ contract, key }) => {
      const transaction = await contract.newProposal('put', { arguments: [key('a'), '1'] }).endorse();
      const { endorsers } = readAction(transaction.getBytes());
      expect(new Set(endorsers).size).to.equal(3).and.to.equal(endorsers.length);
    },
  },
  'named-organisations': {
    about: 'Exactly the named organisations endorse, in whatever order they are named.',
    run: async ({ contract, key, mspIds }) => {
      for (const endorsingOrganizations of [mspIds.toReversed(), [mspIds[2]!], mspIds.slice(1, 3)]) {
        const options = { arguments: [key('a'), '1'], endorsingOrganizations };
        const transaction = await contract.newProposal('put', options).endorse();
        expect(readAction(transaction.getBytes()).endorsers).to.have.members(endorsingOrganizations);
      }
    },
  },
  'each-organisation': {
    about: 'Every organisation’s client can submit through its own gateway, and is who the contract sees.',
    run: async ({ backend, open, key, awaitEverywhere }) => {
      for (const { mspId } of backend.target.gateways) {
        const { contract } = open({ gatewayOf: mspId });
        const transaction = await contract.newProposal('put', { arguments: [key(mspId), mspId] }).endorse();
        await handOver(transaction.submit());
        expect((await awaitEverywhere(transaction.getTransactionId())).code).to.equal(0);
        expect(text(await contract.evaluateTransaction('who'))).to.match(new RegExp(`^${mspId} x509::`));
      }
    },
  },
  administrator: {
    about: 'An administrator may write, as Writers has it.',
    run: async ({ backend, open, key, mspIds, awaitEverywhere }) => {
      const { contract } = open({ identity: backend.administrators.get(mspIds[0]!)! });
      const commit = await contract.submitAsync('put', { arguments: [key('a'), '1'] });
      expect((await awaitEverywhere(commit.getTransactionId())).code).to.equal(0);
    },
  },
  'one-event': {
    about: 'Of several events that a transaction sets the last one counts.',
    run: async ({ contract }) => {
      const transaction = await contract
        .newProposal('emitTwice', { arguments: ['first', 'second'] })
        .endorse();
      expect(readAction(transaction.getBytes()).event?.getEventName()).to.equal('second');
    },
  },
  undecided: {
    about: 'A contract that answers each endorser differently gets no transaction.',
    run: async ({ contract, key }) => {
      const attempt = contract.submitTransaction('random', key('a'));
      const error = await attempt.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(Error).with.property('code', 10);
      expect(error)
        .to.have.property('message')
        .that.includes('failed to collect enough transaction endorsements');
    },
  },
});
