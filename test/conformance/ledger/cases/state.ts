import { expect } from 'chai';
import { refusal } from '../../transcript/outcome.js';
import { casesOf } from '../ledger-case.js';

type Pairs = [string, string][];

export const stateCases = casesOf('state', {
  'range-order': {
    about: 'Ranges come in the order of their keys’ UTF-8 bytes, not of JavaScript’s code units.',
    run: async ({ submit, evaluate, key }) => {
      const names = ['\u{1F600}', '\uFFFD', 'é', 'z', 'a', 'aa', 'Z'];
      for (const name of names) await submit('put', key(name), name);
      const found = JSON.parse(await evaluate('range', key(''), `${key('')}\u{10FFFF}`, '100')) as Pairs;
      expect(found.map(([, value]) => value)).to.deep.equal([
        'Z',
        'a',
        'aa',
        'z',
        'é',
        '\uFFFD',
        '\u{1F600}',
      ]);
    },
  },
  'range-bounds': {
    about: 'A range holds its first key and not its end; where both are the same it is empty.',
    run: async ({ submit, evaluate, key }) => {
      await submit('fill', key(''), '4');
      const range = async (start: string, end: string) =>
        (JSON.parse(await evaluate('range', key(start), key(end), '100')) as Pairs).map(([, value]) => value);
      expect(await range('0001', '0003')).to.deep.equal(['1', '2']);
      expect(await range('0001', '0001')).to.deep.equal([]);
      expect(await range('0002', '9')).to.deep.equal(['2', '3']);
    },
  },
  'long-range': {
    about: 'A range of more keys than a peer sends at once is complete.',
    run: async ({ submit, evaluate, key }) => {
      await submit('fill', key(''), '250');
      const found = JSON.parse(await evaluate('range', key(''), key('9'), '1000')) as Pairs;
      expect(found.map(([, value]) => Number(value))).to.deep.equal(Array.from({ length: 250 }, (_, i) => i));
    },
  },
  history: {
    about: 'A key’s history comes newest first, with deletions, each with its transaction.',
    run: async ({ submit, evaluate, key }) => {
      const first = await submit('put', key('a'), 'first');
      const second = await submit('put', key('a'), 'second');
      const removed = await submit('remove', key('a'));
      const third = await submit('put', key('a'), 'third');
      expect(JSON.parse(await evaluate('history', key('a')))).to.deep.equal([
        { transaction: third.transactionId, value: 'third', deleted: false },
        { transaction: removed.transactionId, value: '', deleted: true },
        { transaction: second.transactionId, value: 'second', deleted: false },
        { transaction: first.transactionId, value: 'first', deleted: false },
      ]);
      expect(JSON.parse(await evaluate('history', key('never')))).to.deep.equal([]);
    },
  },
  'history-of-valid': {
    about: 'An invalid transaction is not part of a key’s history.',
    run: async ({ submit, settle, evaluate, key, mspIds }) => {
      const { transactionId } = await submit('put', key('a'), 'valid');
      const endorsingOrganizations = [mspIds[0]!];
      await settle('put', { arguments: [key('a'), 'invalid'], endorsingOrganizations });
      const history = JSON.parse(await evaluate('history', key('a'))) as { transaction: string }[];
      expect(history.map(({ transaction }) => transaction)).to.deep.equal([transactionId]);
    },
  },
  'composite-keys': {
    about: 'Composite keys fall apart into what they were made of and are found by their first parts.',
    run: async ({ submit, evaluate, key }) => {
      const type = key('车');
      for (const parts of [
        ['red', 'b'],
        ['red', 'a'],
        ['reddish', 'c'],
        ['blue', 'd'],
      ]) {
        const { result } = await submit('putComposite', type, JSON.stringify(parts));
        expect(JSON.parse(result)).to.deep.equal({ objectType: type, attributes: parts });
      }
      const list = async (...parts: string[]) =>
        JSON.parse(await evaluate('listComposite', type, JSON.stringify(parts))) as string[];
      expect(await list('red')).to.deep.equal(['red/a', 'red/b']);
      expect(await list()).to.deep.equal(['blue/d', 'red/a', 'red/b', 'reddish/c']);
      const plain = JSON.parse(await evaluate('range', '', `${type}\u{10FFFF}`, '1000')) as Pairs;
      expect(plain.filter(([, value]) => value.startsWith('red/'))).to.deep.equal([]);
    },
  },
  pages: {
    about: 'A range can be read in pages, each beginning at the bookmark of the one before.',
    run: async ({ submit, evaluate, key }) => {
      await submit('fill', key(''), '5');
      const page = async (bookmark: string) =>
        JSON.parse(await evaluate('page', key(''), key('9'), '2', bookmark)) as unknown;
      const names = Array.from({ length: 5 }, (_, index) => key(`000${index}`));
      expect(await page('')).to.deep.equal({ keys: names.slice(0, 2), bookmark: names[2], count: 2 });
      expect(await page(names[2]!)).to.deep.equal({ keys: names.slice(2, 4), bookmark: names[4], count: 2 });
      expect(await page(names[4]!)).to.deep.equal({ keys: names.slice(4), bookmark: '', count: 1 });
    },
  },
  'empty-page': {
    about:
      'A page of nothing has neither bookmark nor count: their message is empty, and the shim leaves it out.',
    run: async ({ evaluate, key }) => {
      expect(JSON.parse(await evaluate('page', key(''), key('9'), '2', ''))).to.deep.equal({ keys: [] });
    },
  },
  'no-write-after-page': {
    about: 'A transaction that reads pages may not write: its reads could not be validated.',
    run: async ({ contract, key }) => {
      const attempt = contract.submitTransaction('pageThenWrite', key(''), key('9'), key('target'));
      const { details } = await refusal(attempt);
      expect(details[0]!.message).to.include('Writes are not allowed');
    },
  },
});
