import { isFrozen } from '@quancheng/domain';
import { expect } from 'chai';
import { digests, registerSettings, REGISTRY } from './certificate-fixtures.js';
import { scenes } from './certificate-scenes.js';
import {
  act,
  certificateOf,
  court,
  define,
  holder,
  NOTICE_ENDS,
  registrar,
  VALID_TO,
} from './certificate-stage.js';
import { at, atTime, authorised, shift, transferee } from './moments.js';

describe('renewal', () => {
  const by = [holder, registrar] as const;
  /** Sixty days before the end. */
  const opens = '2029-10-06T16:00:00.000Z';
  /** 1,095 days after the end. */
  const latest = '2032-12-04T16:00:00.000Z';

  it('is for the last days of validity', async () => {
    expect(await act(await atTime(scenes.registered, shift(opens, -1)), 'renew', by)).to.equal(
      'RENEWAL_EARLY',
    );
    expect(await act(await atTime(scenes.registered, opens), 'renew', by)).to.equal('done');
  });

  it('lasts longer than before, and no longer than the register allows', async () => {
    const renewing = async (validTo: string) =>
      act(await scenes['registered, soon ending'](), 'renew', by, { validTo });
    expect(await renewing(VALID_TO)).to.equal('PERIOD_EMPTY');
    expect(await renewing(shift(VALID_TO, 1))).to.equal('done');
    expect(await renewing(latest)).to.equal('done');
    expect(await renewing(shift(latest, 1))).to.equal('VALIDITY_EXCEEDED');
  });

  it('does not outlast the source agreement', async () => {
    const ends = '2027-06-01T00:00:00.000Z';
    const play = await authorised(ends);
    await act(play, 'register', [registrar], { validTo: ends });
    play.waitUntil('2027-05-20T00:00:00.000Z');
    expect(await act(play, 'renew', by, { validTo: shift(ends, 1) })).to.equal('SOURCE_AGREEMENT_EXCEEDED');
  });

  it('follows the register as it is then, in the time that was promised', async () => {
    const play = await scenes['registered, soon ending']();
    const register = `${REGISTRY}/resource`;
    await define(play, 'register.change', register, {
      ...registerSettings,
      renewalDays: 1,
      validityDays: 365,
    });
    expect(await act(play, 'renew', by)).to.equal('VALIDITY_EXCEEDED');
    const validTo = '2030-12-05T16:00:00.000Z';
    expect(await act(play, 'renew', by, { validTo })).to.equal('done');
    expect(certificateOf(play)).to.deep.include({ validTo, registerVersion: 2, document: digests('c') });
    // From now on the new window counts.
    play.waitUntil('2030-12-01T00:00:00.000Z');
    expect(await act(play, 'renew', by, { validTo: '2031-12-05T00:00:00.000Z' })).to.equal('RENEWAL_EARLY');
    await define(play, 'register.close', register, {});
    expect(await act(play, 'renew', by, { validTo: '2031-12-05T00:00:00.000Z' })).to.equal('REGISTER_CLOSED');
  });
});

describe('a freeze', () => {
  const frozen = scenes['registered, frozen'];
  const UNTIL = '2027-06-01T00:00:00.000Z';

  it('is by a document, for a time that has not passed', async () => {
    const play = await scenes.registered();
    expect(await act(play, 'freeze', [court], { until: play.now })).to.equal('PERIOD_EMPTY');
    expect(await act(play, 'freeze', [court], { until: shift(play.now, 1) })).to.equal('done');
    expect(await act(await frozen(), 'freeze', ['court:elsewhere'])).to.equal('FREEZE_EXISTS');
    const { freezes } = certificateOf(await frozen());
    expect(freezes).to.deep.equal([
      { court: 'court', document: digests('e'), since: at(NOTICE_ENDS), until: '2033-01-01T00:00:00.000Z' },
    ]);
  });

  it('lapses with its time', async () => {
    const play = await scenes.registered();
    await act(play, 'freeze', [court], { until: UNTIL });
    expect(isFrozen(certificateOf(play), at(shift(UNTIL, -1)))).to.equal(true);
    expect(isFrozen(certificateOf(play), at(UNTIL))).to.equal(false);
    play.waitUntil(shift(UNTIL, -1));
    expect(await act(play, 'cancel', [holder])).to.equal('CERTIFICATE_FROZEN');
    play.waitUntil(UNTIL);
    expect(await act(play, 'cancel', [holder])).to.equal('done');
  });

  it('is released by its own court, and leaves the others', async () => {
    const play = await frozen();
    const other = { document: digests('7') };
    expect(await act(play, 'freeze', ['court:elsewhere'], other)).to.equal('done');
    const releases = '7'.repeat(64);
    expect(await act(play, 'unfreeze', [court], { releases })).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'unfreeze', ['court:elsewhere'], { releases })).to.equal('done');
    expect(certificateOf(play).freezes.map((freeze) => freeze.court)).to.deep.equal(['court']);
    expect(certificateOf(play).document).to.deep.equal(digests('f'));
    expect(await act(play, 'transfer', [holder, transferee])).to.equal('CERTIFICATE_FROZEN');
    expect(await act(play, 'unfreeze', [court])).to.equal('done');
    expect(await act(play, 'transfer', [holder, transferee])).to.equal('done');
  });
});
