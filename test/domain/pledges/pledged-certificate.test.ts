import { expect } from 'chai';
import { digests } from '../certificates/certificate-fixtures.js';
import { act, certificateOf } from '../certificates/certificate-stage.js';
import { sceneAfter } from '../certificates/certificate-scenes.js';
import type { Who } from '../support/record-play.js';
import {
  court,
  deal,
  pledgee,
  pledgeScenes,
  pledgor,
  REGISTERED,
  registrar,
  second,
  secondName,
  waiting,
} from './pledge-stage.js';

const { active } = pledgeScenes;

describe('a pledged certificate', () => {
  const transferee = 'participant:transferee' as const;
  const both = sceneAfter(active, waiting(REGISTERED));

  it('is transferred with every pledgee’s signature, and the pledges follow', async () => {
    const play = await both();
    const transfer = (...by: readonly Who[]) => act(play.fork(), 'transfer', [pledgor, ...by]);
    expect(await transfer(transferee)).to.equal('CERTIFICATE_PLEDGED');
    expect(await transfer(transferee, pledgee)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await transfer(transferee, second)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await transfer(transferee, pledgee, second, 'participant:x')).to.equal('SIGNER_NOT_ENTITLED');
    expect(await transfer(transferee, pledgee, 'participant:x')).to.equal('SIGNER_NOT_ENTITLED');
    expect(await transfer(transferee, pledgee, pledgee)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await transfer(pledgee, second)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'transfer', [pledgor, transferee, pledgee, second])).to.equal('done');
    expect(certificateOf(play)).to.include({ holder: 'transferee', pledges: 2 });
    expect(await deal(play, 'vary', [pledgor, pledgee])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await deal(play, 'vary', [transferee, pledgee])).to.equal('done');
  });

  it('may pass to a pledgee, who signs once', async () => {
    const play = await both();
    const body = { transferee: 'bank-2' };
    expect(await act(play.fork(), 'transfer', [pledgor, second], body)).to.equal('CERTIFICATE_PLEDGED');
    expect(await act(play, 'transfer', [pledgor, second, pledgee], body)).to.equal('done');
  });

  it('asks each pledgee once, however many pledges are its', async () => {
    const play = await both();
    await deal(play, 'withdraw', [second], {}, secondName);
    const again = { portion: 40, debt: digests('7') };
    await deal(play, 'contract', [pledgor, pledgee], again, 'bank/pledge-2');
    expect(await act(play, 'transfer', [pledgor, transferee, pledgee])).to.equal('done');
  });

  it('keeps its rights, is not cancelled, and still expires and is revoked', async () => {
    const play = await both();
    const rights = { vocabulary: '数据二十条', names: ['数据产品经营权'] };
    expect(await act(play.fork(), 'change', [pledgor, registrar], { rights })).to.equal(
      'PLEDGED_RIGHTS_FIXED',
    );
    expect(await act(play.fork(), 'change', [pledgor, registrar])).to.equal('done');
    expect(await act(play.fork(), 'correct', [registrar], { rights })).to.equal('done');
    expect(await act(play.fork(), 'cancel', [pledgor])).to.equal('CERTIFICATE_PLEDGED');
    await act(play, 'revoke', [registrar]);
    expect(certificateOf(play)).to.include({ status: 'revoked', pledges: 2 });
    expect(await deal(play, 'release', [pledgee])).to.equal('done');
    expect(certificateOf(play)).to.include({ status: 'revoked', pledges: 1 });
  });

  it('changes its rights while nothing lies on it', async () => {
    const play = await pledgeScenes.absent();
    const rights = { vocabulary: '数据二十条', names: ['数据产品经营权'] };
    expect(await act(play, 'change', [pledgor, registrar], { rights })).to.equal('done');
  });

  it('is awarded by a court with all that lies on it', async () => {
    const play = await both();
    expect(await act(play, 'award', [court])).to.equal('done');
    expect(certificateOf(play)).to.include({ holder: 'transferee', pledges: 2 });
    expect(await act(play, 'award', [court])).to.equal('TRANSFER_TO_HOLDER');
    expect(await act(play, 'award', [court], { transferee: 'nobody' })).to.equal('REFERENCE_UNKNOWN');
    const ended = await both();
    await act(ended, 'freeze', ['court:elsewhere'], { until: '2026-12-05T17:00:00.000Z' });
    expect(await act(ended.fork(), 'award', [court])).to.equal('CERTIFICATE_FROZEN');
    ended.waitUntil('2026-12-05T17:00:00.000Z');
    expect(await act(ended, 'award', [court])).to.equal('done');
  });
});
