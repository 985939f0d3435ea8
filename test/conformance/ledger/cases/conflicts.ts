import { peer } from '@hyperledger/fabric-protos';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { casesOf } from '../ledger-case.js';
import { handOver } from '../support/hand-over.js';
import type { Stage } from '../stage.js';

const { VALID, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT } = peer.TxValidationCode;

async function endorse({ contract }: Stage, name: string, ...words: string[]): Promise<Transaction> {
  return await contract.newProposal(name, { arguments: words }).endorse();
}

/** Submits endorsed transactions at once and tells their codes, sorted. */
async function settleAll({ awaitEverywhere }: Stage, ...transactions: Transaction[]): Promise<number[]> {
  await Promise.all(transactions.map((each) => handOver(each.submit())));
  const statuses = await Promise.all(transactions.map((each) => awaitEverywhere(each.getTransactionId())));
  return statuses.map(({ code }) => code).sort((left, right) => left - right);
}

export const conflictCases = casesOf('validation', {
  'mvcc-read-conflict': {
    about: 'A transaction whose read was overwritten in an earlier block writes nothing.',
    run: async (stage) => {
      const { key, submit, evaluate } = stage;
      await submit('put', key('a'), '0');
      const late = await endorse(stage, 'increment', key('a'));
      await submit('put', key('a'), '10');
      expect(await settleAll(stage, late)).to.deep.equal([MVCC_READ_CONFLICT]);
      expect(await evaluate('get', key('a'))).to.equal('10');
    },
  },
  'mvcc-read-conflict-at-once': {
    about: 'Of transactions that read and write one key and are submitted together exactly one is valid.',
    run: async (stage) => {
      const { key, submit, evaluate } = stage;
      await submit('put', key('a'), '0');
      // So many that some of them share a block, however busy the machine is.
      const all = await Promise.all(Array.from({ length: 10 }, () => endorse(stage, 'increment', key('a'))));
      const lost = all.slice(1).map(() => MVCC_READ_CONFLICT);
      expect(await settleAll(stage, ...all)).to.deep.equal([VALID, ...lost]);
      expect(await evaluate('get', key('a'))).to.equal('1');
    },
  },
  'mvcc-absent-key': {
    about: 'A key that was absent when it was read must still be absent.',
    run: async (stage) => {
      const late = await endorse(stage, 'increment', stage.key('a'));
      await stage.submit('put', stage.key('a'), '10');
      expect(await settleAll(stage, late)).to.deep.equal([MVCC_READ_CONFLICT]);
    },
  },
  'mvcc-rewritten': {
    about: 'A key that was deleted and written again with the same value is another version.',
    run: async (stage) => {
      const { key, submit } = stage;
      await submit('put', key('a'), '1');
      const late = await endorse(stage, 'increment', key('a'));
      await submit('remove', key('a'));
      await submit('put', key('a'), '1');
      expect(await settleAll(stage, late)).to.deep.equal([MVCC_READ_CONFLICT]);
    },
  },
  'blind-writes': {
    about: 'Transactions that write one key without reading it do not conflict; the last one counts.',
    run: async (stage) => {
      const { key, evaluate } = stage;
      const all = await Promise.all(['1', '2'].map((value) => endorse(stage, 'put', key('a'), value)));
      expect(await settleAll(stage, ...all)).to.deep.equal([VALID, VALID]);
      expect(await evaluate('get', key('a'))).to.be.oneOf(['1', '2']);
    },
  },
  'phantom-read-conflict': {
    about: 'No key may have appeared in a range that was read.',
    run: async (stage) => {
      const { key, submit } = stage;
      await submit('put', key('a'), '1');
      const late = await endorse(stage, 'count', key(''), key('z'), key('~count'));
      await submit('put', key('b'), '2');
      expect(await settleAll(stage, late)).to.deep.equal([PHANTOM_READ_CONFLICT]);
    },
  },
  'phantom-deleted': {
    about: 'No key may have gone from a long range, which endorsers hold as hashes.',
    run: async (stage) => {
      const { key, submit } = stage;
      await submit('fill', key(''), '120');
      const count = () => endorse(stage, 'count', key(''), key('9'), key('~count'));
      expect(await settleAll(stage, await count())).to.deep.equal([VALID]);
      const late = await count();
      await submit('remove', key('0077'));
      expect(await settleAll(stage, late)).to.deep.equal([PHANTOM_READ_CONFLICT]);
    },
  },
  'phantom-elsewhere': {
    about: 'A key beyond the range does no harm.',
    run: async (stage) => {
      const { key, submit } = stage;
      await submit('put', key('a'), '1');
      const late = await endorse(stage, 'count', key('a'), key('c'), key('~count'));
      await submit('put', key('c'), '1');
      expect(await settleAll(stage, late)).to.deep.equal([VALID]);
    },
  },
});
