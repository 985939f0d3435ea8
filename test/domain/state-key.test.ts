import {
  anchorKey,
  commandKey,
  compromiseKey,
  formatKeyNumber,
  isStateKey,
  keyKey,
  LEDGER_KEY,
  logKey,
  participantKey,
  revocationKey,
  tickKey,
} from '@quancheng/domain';
import { expect } from 'chai';
import fc from 'fast-check';

const KEY = 'ab'.repeat(32);

describe('state keys', () => {
  it('are written as the specification’s table says', () => {
    expect([
      LEDGER_KEY,
      tickKey(2),
      participantKey('91350100M000100Y43'),
      keyKey(KEY),
      revocationKey(KEY),
      compromiseKey(KEY),
      logKey('log.example/quancheng'),
      anchorKey('log.example/quancheng', 12),
      commandKey('91350100M000100Y43', '2026-1'),
    ]).to.deep.equal([
      'ledger',
      'tick/2',
      'participant/91350100M000100Y43',
      `key/${KEY}`,
      `revocation/${KEY}`,
      `compromise/${KEY}`,
      'log/log.example/quancheng',
      'anchor/log.example/quancheng/0000000000000012',
      'command/91350100M000100Y43/2026-1',
    ]);
  });

  it('are recognised', () => {
    const keys = [
      LEDGER_KEY,
      tickKey(0),
      participantKey('a'),
      keyKey(KEY),
      revocationKey(KEY),
      compromiseKey(KEY),
    ];
    const others = [logKey('a/b'), anchorKey('a/b', Number.MAX_SAFE_INTEGER), commandKey('a', 'b')];
    for (const key of [...keys, ...others]) expect(isStateKey(key), key).to.equal(true);
  });

  it('are nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => text === LEDGER_KEY || !isStateKey(text.replaceAll('/', ''))),
    );
    for (const key of [
      '',
      'ledger/',
      'Ledger',
      'key/',
      `key/${KEY}0`,
      'tick/-1',
      'toString/a',
      '__proto__/a',
    ]) {
      expect(isStateKey(key), key).to.equal(false);
    }
  });

  it('of anchors are in the order of sizes', () => {
    const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(
        size,
        size,
        (left, right) => left < right === formatKeyNumber(left) < formatKeyNumber(right),
      ),
    );
  });
});
