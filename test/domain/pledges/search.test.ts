import type { Search } from '@quancheng/domain';
import { machines } from '@quancheng/domain';
import { expect } from 'chai';
import { scenes as certificateScenes } from '../certificates/certificate-scenes.js';
import { certificateName } from '../certificates/certificate-fixtures.js';
import { act, certificateOf } from '../certificates/certificate-stage.js';
import type { RecordPlay } from '../support/record-play.js';
import { deal, pledgee, pledgeScenes, pledgor } from './pledge-stage.js';

const { absent } = pledgeScenes;

describe('a search', () => {
  const searching = (play: RecordPlay, target = 'bank/search-1', certificate = certificateName) =>
    play.order({ action: 'search.make', target, body: { certificate }, by: [pledgee] });
  const searchOf = (play: RecordPlay, name = 'bank/search-1'): Search =>
    play.value(`search/${name}`) as Search;

  it('is made once, by anybody under its own name, of a certificate that there is', async () => {
    const play = await absent();
    expect(await searching(play, 'bank/s', 'holder/none')).to.equal('REFERENCE_UNKNOWN');
    expect(await searching(play, 'other/s')).to.equal('RECORD_FOREIGN');
    for (const scene of [certificateScenes.draft, certificateScenes.publicised])
      expect(await searching(await scene())).to.equal('REFERENCE_UNKNOWN');
    for (const scene of [certificateScenes.revoked, certificateScenes.expired])
      expect(await searching(await scene())).to.equal('done');
    expect(await searching(play)).to.equal('done');
    expect(await searching(play)).to.equal('RECORD_EXISTS');
    expect(machines.search.statuses).to.deep.equal(['made']);
    expect(Object.keys(machines.search.transitions)).to.deep.equal(['search.make']);
    expect(
      await play.order({
        action: 'search.make',
        target: 'bank/s',
        body: { certificate: certificateName },
        by: ['registrar:bank'],
      }),
    ).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('states what it found, positively nothing, too', async () => {
    const play = await absent();
    await searching(play);
    expect(searchOf(play)).to.deep.include({
      status: 'made',
      certificate: certificateName,
      searcher: 'bank',
      certificateVersion: 6,
      pledges: { count: 0 },
      holds: { count: 0 },
    });
    await deal(play, 'contract', [pledgor, pledgee]);
    await searching(play, 'bank/search-2');
    const { count, last } = play.value(`collection/pledges/${certificateName}`) as {
      count: number;
      last: string;
    };
    expect(searchOf(play, 'bank/search-2')).to.deep.include({
      certificateVersion: 7,
      pledges: { count, last },
    });
    play.put({
      kind: 'collection',
      value: { name: `holds/${certificateName}`, count: 2, last: 'a'.repeat(64) },
    });
    await searching(play, 'bank/search-3');
    expect(searchOf(play, 'bank/search-3').holds).to.deep.equal({ count: 2, last: 'a'.repeat(64) });
    expect(play.value(`collection/searches/${certificateName}`)).to.include({ count: 3 });
  });

  it('changes nothing of the certificate', async () => {
    const play = await absent();
    await searching(play);
    expect(certificateOf(play).version).to.equal(6);
    expect(await act(play, 'transfer', [pledgor, 'participant:transferee'])).to.equal('done');
  });
});
