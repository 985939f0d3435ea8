import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { certificateName, digests } from '../certificates/certificate-fixtures.js';
import { certificateOf } from '../certificates/certificate-stage.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  deal,
  encumbranceOf,
  pledgee,
  pledgeName,
  pledgeOf,
  pledgeScenes,
  pledgor,
  REGISTERED,
  second,
  secondName,
  terms,
} from './pledge-stage.js';

const { active, lapsed, enforcing } = pledgeScenes;
const partlyReleased = pledgeScenes['partly-released'];
const lienOf = (play: RecordPlay, name = pledgeName) =>
  encumbranceOf(play).liens.find(({ pledge }) => pledge === name);

describe('a pledge in force', () => {
  it('varies within the certificate, and takes up more only where nobody is beside it', async () => {
    const vary = (play: RecordPlay, change: JsonObject) => deal(play, 'vary', [pledgor, pledgee], change);
    const debtTerm = { from: REGISTERED, to: '2029-12-05T16:00:00.001Z' };
    expect(await vary(await active(), { debtTerm })).to.equal('PLEDGE_TERM_EXCEEDED');
    expect(await vary(await active(), { debtTerm: { from: REGISTERED, to: REGISTERED } })).to.equal(
      'PERIOD_EMPTY',
    );
    expect(await vary(await active(), { portion: 61 })).to.equal('VARIATION_PREJUDICES');
    expect(await vary(await active(), { portion: 60 })).to.equal('done');
    const alone = await active();
    await deal(alone, 'withdraw', [second], {}, secondName);
    expect(await vary(alone, { portion: 100 })).to.equal('done');
    expect(lienOf(alone)).to.include({ portion: 100, pledgee: 'bank' });
  });

  it('has the terms that were agreed last, and no others', async () => {
    const play = await active();
    await deal(play, 'vary', [pledgor, pledgee]);
    expect(pledgeOf(play)).to.deep.include({
      ...terms,
      portion: 30,
      contract: digests('a'),
      document: digests('a'),
      status: 'active',
      order: 1,
    });
    expect(pledgeOf(play)).not.to.have.property('specialAccount');
    expect(await deal(play, 'vary', [pledgor, pledgee], { specialAccount: digests('9') })).to.equal('done');
    expect(pledgeOf(play).specialAccount).to.deep.equal(digests('9'));
  });

  it('goes with the claim to a third', async () => {
    const assign = (to: string) => async () => {
      const play = await active();
      return await deal(play, 'assign', [pledgee, `participant:${to}`], { assignee: to });
    };
    expect(await assign('holder')()).to.equal('ASSIGNMENT_TO_PARTY');
    const play = await active();
    expect(await deal(play, 'assign', [pledgee, pledgee], { assignee: 'bank' })).to.equal(
      'ASSIGNMENT_TO_PARTY',
    );
    await deal(play, 'assign', [pledgee, 'participant:assignee']);
    expect(pledgeOf(play)).to.deep.include({ pledgee: 'assignee', document: digests('b') });
    expect(lienOf(play)).to.include({ pledgee: 'assignee' });
    expect(await deal(play, 'release', [pledgee])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await deal(play, 'release', ['participant:assignee'])).to.equal('done');
  });

  it('steps behind another pledge of its right', async () => {
    const behind = async (name: string) => deal(await active(), 'subordinate', [pledgee], { behind: name });
    expect(await behind(pledgeName)).to.equal('SUBORDINATION_INVALID');
    expect(await behind('bank-3/p')).to.equal('SUBORDINATION_INVALID');
    const gone = await active();
    await deal(gone, 'withdraw', [second], {}, secondName);
    expect(await deal(gone, 'subordinate', [pledgee])).to.equal('SUBORDINATION_INVALID');
    const play = await active();
    await deal(play, 'subordinate', [pledgee]);
    expect(pledgeOf(play)).to.deep.include({
      behind: { pledge: secondName, number: 5 },
      document: digests('c'),
    });
  });

  it('is enforced, and closed by both or by a court', async () => {
    const play = await enforcing();
    expect(pledgeOf(play).document).to.deep.equal(digests('4'));
    await deal(play, 'close', [pledgor, pledgee]);
    expect(pledgeOf(play)).to.deep.include({ status: 'closed', document: digests('5') });
    expect(certificateOf(play)).to.deep.include({ pledges: 1, document: digests('5') });
    const late = await lapsed();
    await deal(late, 'enforce', [pledgee]);
    expect(pledgeOf(late)).not.to.have.property('resumes');
  });

  it('has every version in the collection of its certificate', async () => {
    const play = await partlyReleased();
    const entries = play.keys().filter((key) => key.startsWith(`entry/pledges/${certificateName}/`));
    expect(entries).to.have.lengthOf(pledgeOf(play).version + pledgeOf(play, secondName).version);
  });
});
