import { isInForce } from '@quancheng/domain';
import { expect } from 'chai';
import { at, atTime, shift } from '../certificates/moments.js';
import { sceneAfter } from '../certificates/certificate-scenes.js';
import type { RecordPlay } from '../support/record-play.js';
import { scenes, successorFiled } from './grant-scenes.js';
import {
  act,
  authority,
  digests,
  FROM,
  grantName,
  grantOf,
  grantor,
  IN_TERM,
  MONDAY,
  newStage,
  operator,
  planBody,
  successorName,
  TO,
} from './grant-stage.js';

const EXIT_AFTER_TERM = '2029-12-31T00:00:00.000Z';
const EXIT_AFTER_TERMINATION = '2027-03-31T00:00:00.000Z';

describe('an operation grant on its way', () => {
  it('says who approved, signed and filed it, by which documents', async () => {
    const { document, ...grant } = grantOf(await scenes['filed, in its term']())!;
    expect(grant).to.deep.include({
      approval: { authority: 'authority', document: digests('7') },
      agreement: digests('9'),
      filing: { authority: 'authority', document: digests('a'), number: '备字 1 号' },
    });
    expect(document).to.deep.equal(digests('a'));
  });

  it('is in the operator’s list from the signatures on', async () => {
    const collection = 'collection/grants/operator';
    expect((await scenes['approved, provider consented']()).value(collection)).to.equal(undefined);
    expect((await scenes['signed, before its term']()).value(collection)).to.include({ count: 1 });
  });

  it('rests each version on a document of its own', async () => {
    const documents: readonly (readonly [keyof typeof scenes, string | undefined])[] = [
      ['approved, nobody consented', '7'],
      ['approved, provider consented', '8'],
      ['signed, before its term', '9'],
      ['active, in its term', 'b'],
      ['suspended, in its term', '0'],
      ['terminated', 'd'],
      ['terminated, left', 'e'],
      ['expired', undefined],
      ['renewed', 'b'],
    ];
    for (const [scene, letter] of documents) {
      const expected = letter === undefined ? undefined : digests(letter);
      expect(grantOf(await scenes[scene]())!.document, scene).to.deep.equal(expected);
    }
  });

  it('is signed before its term is over, activated within it, and expires after it', async () => {
    const sign = (play: RecordPlay) => act(play, 'sign', [grantor, operator]);
    expect(await sign(await atTime(scenes['approved, provider consented'], shift(TO, -1)))).to.equal('done');
    const activate = (play: RecordPlay) => act(play, 'activate', [grantor]);
    const filed = scenes['filed, before its term'];
    expect(await activate(await atTime(filed, shift(FROM, -1)))).to.equal('GRANT_NOT_BEGUN');
    expect(await activate(await atTime(filed, FROM))).to.equal('done');
    expect(await activate(await atTime(filed, shift(TO, -1)))).to.equal('done');
    expect(await activate(await atTime(filed, TO))).to.equal('GRANT_TERM_OVER');
    const active = scenes['active, in its term'];
    expect(await act(await atTime(active, shift(TO, -1)), 'expire', [operator])).to.equal(
      'GRANT_TERM_RUNNING',
    );
    expect(await act(await atTime(active, TO), 'expire', [operator])).to.equal('done');
  });

  it('is in force while it is active and in its term, whether or not its end is recorded', async () => {
    const grant = grantOf(await scenes['active, in its term']())!;
    expect(
      [shift(FROM, -1), FROM, IN_TERM, shift(TO, -1), TO].map((time) => isInForce(grant, at(time))),
    ).to.deep.equal([false, true, true, true, false]);
    for (const [name, scene] of Object.entries(scenes)) {
      const found = grantOf(await scene());
      if (found === undefined) continue;
      expect(isInForce(found, at(IN_TERM)), name).to.equal(found.status === 'active');
    }
  });
});

describe('a suspension', () => {
  it('says who ordered it, why and since when', async () => {
    expect(grantOf(await scenes['suspended, by both']())!.suspensions).to.deep.equal([
      { authority: 'grantor', document: digests('0'), ground: '安全事件', since: at(IN_TERM) },
      { authority: 'authority', document: digests('1'), ground: '安全事件', since: at(IN_TERM) },
    ]);
  });

  it('is not ordered twice by one document', async () => {
    const play = await scenes['suspended, by both']();
    for (const letter of ['0', '1']) {
      const outcome = await act(play.fork(), 'suspend', [authority], { document: digests(letter) });
      expect(outcome).to.equal('GRANT_SUSPENSION_EXISTS');
    }
  });

  it('is lifted one by one; a grantor lifts its own alone', async () => {
    const play = await scenes['suspended, by both']();
    const lift = (who: typeof grantor, letter: string) =>
      act(play, 'resume', [who], { releases: letter.repeat(64) });
    expect(await lift(grantor, '2')).to.equal('REFERENCE_UNKNOWN');
    expect(await lift(grantor, '1')).to.equal('SIGNER_NOT_ENTITLED');
    expect(await lift(authority, '1')).to.equal('done');
    expect(grantOf(play)).to.include({ status: 'suspended' });
    expect(grantOf(play)!.suspensions.map(({ authority: who }) => who)).to.deep.equal(['grantor']);
    expect(await lift(grantor, '0')).to.equal('done');
    expect(grantOf(play)).to.deep.include({ status: 'active', suspensions: [], document: digests('f') });
  });

  it('is not lifted when the term is over', async () => {
    const suspended = scenes['suspended, in its term'];
    expect(await act(await atTime(suspended, shift(TO, -1)), 'resume', [grantor])).to.equal('done');
    expect(await act(await atTime(suspended, TO), 'resume', [grantor])).to.equal('GRANT_TERM_OVER');
  });
});

describe('the end of an operation grant', () => {
  it('sets the time by which the operator leaves, from the term’s end or the termination', async () => {
    const late = await atTime(scenes['active, in its term'], shift(TO, 86_400_000));
    await act(late, 'expire', [operator]);
    expect(grantOf(late)!.exitDue).to.equal(EXIT_AFTER_TERM);
    const terminated = grantOf(await scenes.terminated())!;
    expect(terminated).to.include({ exitDue: EXIT_AFTER_TERMINATION, ground: '双方协商一致' });
  });

  it('is followed by the operator’s exit, with evidence', async () => {
    const left = grantOf(await scenes['terminated, left']())!;
    expect(left.exited).to.deep.equal({ at: at(IN_TERM), evidence: digests('e') });
    expect(grantOf(await scenes.expired())!.exited).to.equal(undefined);
  });
});

describe('a renewal', () => {
  const plan = async (play: RecordPlay, change = {}, members = {}): Promise<string> =>
    act(
      play,
      'plan',
      [grantor],
      { ...planBody({ renews: grantName, ...change }), ...members },
      successorName,
    );
  const activate = (play: RecordPlay) => act(play, 'activate', [grantor], {}, successorName);

  it('replaces the grant when the one that renews it is activated, and not before', async () => {
    const play = await successorFiled(scenes['active, in its term'])();
    const { version } = grantOf(play)!;
    expect(grantOf(play)).to.include({ status: 'active' });
    expect(await activate(play)).to.equal('done');
    expect(grantOf(play)).to.include({ version: version + 1 });
    expect(grantOf(play)).to.deep.include({ status: 'renewed', document: digests('b') });
    expect(grantOf(play, successorName)).to.include({ status: 'active' });
    expect(grantOf(play)!.exitDue).to.equal(undefined);
  });

  it('is of a grant that exists, between the same parties, and not ended otherwise', async () => {
    expect(await plan(await newStage())).to.equal('REFERENCE_UNKNOWN');
    const outcomes: readonly (readonly [keyof typeof scenes, string])[] = [
      ['active, in its term', 'done'],
      ['suspended, in its term', 'done'],
      ['expired', 'done'],
      ['planned', 'GRANT_RENEWAL_MISMATCH'],
      ['filed, in its term', 'GRANT_RENEWAL_MISMATCH'],
      ['terminated', 'GRANT_RENEWAL_MISMATCH'],
      ['renewed', 'RECORD_EXISTS'],
    ];
    const to = '2031-01-01T00:00:00.000Z';
    for (const [scene, outcome] of outcomes) {
      expect(await plan(await scenes[scene](), { to }), scene).to.equal(outcome);
    }
    const active = await scenes['active, in its term']();
    expect(await plan(active, { shared: [] }, { operator: 'provider' })).to.equal('GRANT_RENEWAL_MISMATCH');
    const another = await act(
      active,
      'plan',
      ['participant:second-provider'],
      planBody({ renews: grantName }),
      'second-provider/grant-1',
    );
    expect(another).to.equal('GRANT_RENEWAL_MISMATCH');
  });

  it('does not get rid of a suspension or a termination', async () => {
    for (const verb of ['suspend', 'terminate']) {
      const play = await successorFiled(scenes['active, in its term'])();
      await act(play, verb, [authority]);
      expect(await activate(play), verb).to.equal('GRANT_RENEWAL_MISMATCH');
    }
  });

  it('leaves an end that is on record as it is', async () => {
    const long = sceneAfter(scenes['active, in its term'], (play) =>
      plan(play, { to: '2031-01-01T00:00:00.000Z', shared: [] }),
    );
    const play = await long();
    await act(play, 'approve', [authority], {}, successorName);
    await act(play, 'sign', [grantor, operator], {}, successorName);
    await act(play, 'file', [authority], {}, successorName);
    play.waitUntil(TO);
    await act(play, 'expire', [operator]);
    expect(await activate(play)).to.equal('done');
    expect(grantOf(play)).to.include({ status: 'expired', exitDue: EXIT_AFTER_TERM });
  });

  it('needs no grant before it', async () => {
    expect(grantOf(await scenes['active, in its term']())!.terms.renews).to.equal(undefined);
    expect(await act(await newStage(), 'plan', [grantor], planBody({ from: MONDAY }))).to.equal('done');
  });
});
