import type { JsonObject, JsonValue } from '@quancheng/protocol';
import { formatSearchProof, parseSearchProof, verifySearch, type SearchResult } from '@quancheng/verifier';
import { expect } from 'chai';
import { certificateName } from '../domain/certificates/certificate-fixtures.js';
import {
  contractSecond,
  court,
  deal,
  external,
  pledgee,
  pledgeName,
  pledgeScenes,
  second,
  secondName,
} from '../domain/pledges/pledge-stage.js';
import type { RecordPlay } from '../domain/support/record-play.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import { newTestLedger, type TestLedger } from '../support/evidence/test-ledger.js';

const SEARCH = 'bank-2/search-1';
const time = '2027-01-01T00:00:00.000Z';
const consortium = newTestConsortium();
const ticks = ['tick/0', 'tick/1', 'tick/2'];
const about = /^(?:version\/)?(?:search|certificate|pledge|priority)\/|^(?:collection|entry)\/pledges\//;

const search = (play: RecordPlay, target = SEARCH) =>
  play.order({
    action: 'search.make',
    target,
    body: { certificate: certificateName },
    by: [target.startsWith('bank-2') ? second : pledgee],
  });

/** A pledge, a search, a second pledge; then the first is released, disputed and reinstated. */
async function playStory(): Promise<RecordPlay> {
  const play = await pledgeScenes.absent();
  await deal(play, 'contract', ['participant:holder', pledgee]);
  await deal(play, 'register', [pledgee]);
  await search(play);
  await contractSecond(play);
  const earlier = { ...external, number: '中登 2', registered: '2026-12-01T00:00:00.000Z' };
  await deal(play, 'register', [second], { external: earlier }, secondName);
  await deal(play, 'release', [pledgee]);
  await deal(play, 'dispute', [pledgee]);
  await deal(play, 'reinstate', [court]);
  return play;
}

/** What the state machines wrote, as a ledger that organisations endorse. */
function ledgerOf(play: RecordPlay): TestLedger {
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  for (let number = 0; number < 4; number += 1) state.advance();
  for (const key of play.keys()) state.put(key, play.value(key) as JsonValue, 3);
  return state;
}

/** What a certificate was before its registration is no part of a proof. */
const unregistered = /^version\/certificate\/.*0[1-6]$/;

const keysOf = (play: RecordPlay): readonly string[] => [
  ...play.keys().filter((key) => about.test(key) && !unregistered.test(key)),
  `collection/holds/${certificateName}`,
];

const read = (state: TestLedger, keys: readonly string[]): Uint8Array =>
  buildRead(consortium, state, { keys: [...new Set([...ticks, ...keys])].sort() });

const verify = (reads: readonly Uint8Array[], name = SEARCH): SearchResult =>
  verifySearch(formatSearchProof({ search: name, reads }), { trustRoot: consortium.root, time });

/** The check that failed, and how. */
const failure = ({ checks, code }: SearchResult): string => `${checks.at(-1)?.id ?? ''} ${code ?? 'proven'}`;

describe('search proofs', () => {
  let play: RecordPlay;
  let keys: readonly string[];

  before(async () => {
    play = await playStory();
    keys = keysOf(play);
  });

  it('show what the register showed then, and what is known of it now', () => {
    const result = verify([read(ledgerOf(play), keys)]);
    expect(result.code).to.equal(undefined);
    expect(result.checks.map(({ number, status }) => [number, status])).to.deep.equal(
      Array.from({ length: 8 }, (_, index) => [index + 1, 'match']),
    );
    const { then, now, written, search: found, asOf } = result.proven!;
    expect(written).to.deep.equal({ block: 9, transaction: 3 });
    expect(found).to.include({ searcher: 'bank-2', certificate: certificateName, certificateVersion: 7 });
    expect(then.certificate).to.include({ version: 7, pledges: 1 });
    expect(then.pledges.map(({ pledge, rank }) => [pledge.id, pledge.status, rank])).to.deep.equal([
      [pledgeName, 'registered', { external: 1, ledger: 1, differs: false }],
    ]);
    expect(now.pledges.map(({ pledge, rank }) => [pledge.id, pledge.status, rank])).to.deep.equal([
      [pledgeName, 'registered', { external: 2, ledger: 1, differs: true }],
      [secondName, 'registered', { external: 1, ledger: 2, differs: true }],
    ]);
    expect(now.pledges[0]?.pledge['dispute']).to.have.nested.property('reinstated.by', 'court');
    expect([now.holds, now.priorities, then.holds]).to.deep.equal([[], [], []]);
    expect(asOf.number).to.equal(4);
  });

  it('say positively that there was nothing', async () => {
    const none = await pledgeScenes.absent();
    await search(none);
    const empty = `collection/pledges/${certificateName}`;
    const result = verify([read(ledgerOf(none), [...keysOf(none), empty])]);
    expect(result.code).to.equal(undefined);
    expect(result.proven?.then.pledges).to.deep.equal([]);
    expect(failure(verify([read(ledgerOf(none), keysOf(none))]))).to.equal('pledges READ_INCOMPLETE');
  });

  it('show priority searches whose windows run, then and now', async () => {
    const kept = await pledgeScenes.absent();
    const body = {
      certificate: certificateName,
      right: '数据资源持有权',
      portion: 60,
      exclusive: true,
      owner: 'bank',
    };
    const order = {
      action: 'priority.reserve',
      target: 'bank/p',
      body,
      by: [pledgee, 'participant:holder'] as const,
    };
    await kept.must(order);
    await search(kept);
    const running = verify([read(ledgerOf(kept), keysOf(kept))]).proven;
    expect(running?.then.priorities.map(({ id }) => id)).to.deep.equal(['bank/p']);
    expect(running?.now.priorities).to.have.lengthOf(1);
    await kept.must({ action: 'priority.withdraw', target: 'bank/p', body: {}, by: [pledgee] });
    const withdrawn = verify([read(ledgerOf(kept), keysOf(kept))]).proven;
    expect(withdrawn?.then.priorities).to.have.lengthOf(1);
    expect(withdrawn?.now.priorities).to.deep.equal([]);
    const late = ledgerOf(kept);
    late.advance(100 * 24 * 3_600_000);
    await kept.must({ ...order, target: 'bank/p2' });
    await search(kept, 'bank/s2');
    const over = ledgerOf(kept);
    over.advance(100 * 24 * 3_600_000);
    const lapsed = verify([read(over, keysOf(kept))], 'bank/s2').proven;
    expect(lapsed?.then.priorities.map(({ id }) => id)).to.deep.equal(['bank/p2']);
    expect(lapsed?.now.priorities).to.deep.equal([]);
  });

  it('leave nothing out that they need', () => {
    const state = ledgerOf(play);
    for (const key of keys) {
      const without = keys.filter((each) => each !== key);
      const result = verify([read(state, without)]);
      if (/search\/(?!bank-2)/.test(key)) continue;
      expect(result.code, key).to.equal('READ_INCOMPLETE');
      expect(result.proven, key).to.equal(undefined);
    }
  });

  it('fail by a changed byte anywhere', () => {
    const bytes = formatSearchProof({ search: SEARCH, reads: [read(ledgerOf(play), keys)] });
    for (let at = 0; at < bytes.length; at += 499) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      const result = verifySearch(changed, { trustRoot: consortium.root, time });
      expect(result.proven, `byte ${at}`).to.equal(undefined);
    }
  });

  it('are not of reads from different times', async () => {
    const before = read(ledgerOf(play), keys);
    const later = play.fork();
    await deal(later, 'examine', ['registrar:registry']);
    const state = ledgerOf(later);
    expect(failure(verify([before, read(state, keysOf(later))]))).to.equal('reads READ_CONFLICT');
    const records = keysOf(later).filter((key) => !/^(collection|entry)\//.test(key));
    const heads = keys.filter((key) => /^(collection|entry)\//.test(key));
    const mixed = [read(ledgerOf(play), heads), read(state, records)];
    expect(failure(verify(mixed))).to.equal('pledges HISTORY_BROKEN');
    const more = play.fork();
    await deal(more, 'release', [pledgee]);
    const certificates = keysOf(more).filter((key) => key.includes('certificate/'));
    const rest = keys.filter((key) => !/^(version\/)?certificate\//.test(key));
    const parted = [read(ledgerOf(play), rest), read(ledgerOf(more), certificates)];
    expect(failure(verify(parted))).to.equal('views SEARCH_EXTENT_MISMATCH');
  });

  const broken: readonly (readonly [string, string, JsonObject | undefined, string])[] = [
    ['no such search', `search/${SEARCH}`, undefined, 'search SEARCH_UNKNOWN'],
    ['another one’s search', `search/${SEARCH}`, { id: 'bank-2/other' }, 'search HISTORY_BROKEN'],
    ['a search of another form', `search/${SEARCH}`, { note: 'x' }, 'search READ_MALFORMED'],
    [
      'a version that never was',
      `search/${SEARCH}`,
      { certificateVersion: 99 },
      'certificate HISTORY_BROKEN',
    ],
    ['no certificate', `certificate/${certificateName}`, undefined, 'certificate HISTORY_BROKEN'],
    [
      'an altered certificate',
      `version/certificate/${certificateName}/0000000000000007`,
      { pledges: 3 },
      'certificate HISTORY_BROKEN',
    ],
    [
      'fewer entries',
      `search/${SEARCH}`,
      { pledges: { count: 1, last: '0'.repeat(64) } },
      'pledges SEARCH_EXTENT_MISMATCH',
    ],
    [
      'more entries than there are',
      `search/${SEARCH}`,
      { pledges: { count: 99 } },
      'pledges SEARCH_EXTENT_MISMATCH',
    ],
    [
      'nothing, though there was',
      `search/${SEARCH}`,
      { pledges: { count: 0 } },
      'views SEARCH_EXTENT_MISMATCH',
    ],
    ['holds that are not there', `search/${SEARCH}`, { holds: { count: 1 } }, 'holds SEARCH_EXTENT_MISMATCH'],
    [
      'an altered pledge',
      `version/pledge/${pledgeName}/0000000000000001`,
      { order: 9 },
      'pledges HISTORY_BROKEN',
    ],
    ['a pledge of another form', `pledge/${secondName}`, { order: 'first' }, 'views READ_MALFORMED'],
    ['a pledgee of another form', `pledge/${secondName}`, { pledgee: 7 }, 'views READ_MALFORMED'],
    [
      'an altered entry',
      `entry/pledges/${certificateName}/0000000000000001`,
      { version: 9 },
      'pledges HISTORY_BROKEN',
    ],
  ];
  for (const [name, key, change, code] of broken) {
    it(`do not come from a state with ${name}`, () => {
      const state = ledgerOf(play);
      const written = state.get(key)!;
      state.replace(key, change && { ...written, value: { ...(written.value as JsonObject), ...change } });
      const result = verify([read(state, keys)]);
      expect(failure(result)).to.equal(code);
      expect(result.checks.at(-1)?.status).to.equal('mismatch');
      expect(result.checks.at(-1)?.sentence.zh).to.match(/：不一致。/);
    });
  }

  it('need a trust root, and say whose word they are', () => {
    const bytes = formatSearchProof({ search: SEARCH, reads: [read(ledgerOf(play), keys)] });
    const without = verifySearch(bytes, { trustRoot: undefined, time });
    expect(failure(without)).to.equal('trust-root TRUST_ROOT_NOT_PINNED');
    expect(without.verdict).to.equal('unverifiable');
    expect(verifySearch(bytes, { trustRoot: consortium.root, time, require: 'consortium' }).verdict).to.equal(
      'integrity-proven',
    );
    const stale = verifySearch(bytes, { trustRoot: consortium.root, time, notBefore: time });
    expect(failure(stale)).to.equal('reads READ_STALE');
    const asked = verifySearch(bytes, { trustRoot: consortium.root, time, nonce: '0'.repeat(32) });
    expect(failure(asked)).to.equal('reads READ_CONTEXT_MISMATCH');
  });

  it('are files of one form', () => {
    const bytes = formatSearchProof({ search: SEARCH, reads: [read(ledgerOf(play), keys)] });
    expect(formatSearchProof(parseSearchProof(bytes))).to.deep.equal(bytes);
    const text = Buffer.from(bytes).toString('utf8');
    for (const changed of [text.replace('/v1', '/v2'), text.replace(SEARCH, 'bank'), ` ${text}`, '{}', '']) {
      const result = verifySearch(Buffer.from(changed), { trustRoot: consortium.root, time });
      expect(failure(result)).to.equal('file SEARCH_PROOF_MALFORMED');
    }
    expect(() => formatSearchProof({ search: 'x', reads: [] })).to.throw('SEARCH_PROOF_MALFORMED');
  });
});
