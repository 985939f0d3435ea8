import type { Objection } from '@quancheng/domain';
import { expect } from 'chai';
import { certificateName, digests, MONDAY, objectionName } from './certificate-fixtures.js';
import { scenes } from './certificate-scenes.js';
import { act, certificateOf, holder, NOTICE_ENDS, object, objector, registrar } from './certificate-stage.js';
import type { RecordPlay } from '../support/record-play.js';

const inNotice = scenes['publicised, notice running'];
const stranger = 'participant:stranger' as const;
const second = 'stranger/objection-1';

async function twice(): Promise<RecordPlay> {
  const play = await inNotice();
  expect(await object(play, 'raise', objector)).to.equal('done');
  expect(await object(play, 'raise', stranger, second)).to.equal('done');
  return play;
}

const standing = (play: RecordPlay) => {
  const { status, openObjections } = certificateOf(play);
  return [status, openObjections];
};

describe('objections', () => {
  it('come from others than the holder', async () => {
    const play = await inNotice();
    expect(await object(play, 'raise', holder, 'holder/objection-1')).to.equal('OBJECTION_OWN');
  });

  it('come before the end of the notice', async () => {
    const last = new Date(Date.parse(NOTICE_ENDS) - 1).toISOString();
    expect(await object((await inNotice()).waitUntil(last), 'raise', objector)).to.equal('done');
    expect(await object((await inNotice()).waitUntil(NOTICE_ENDS), 'raise', objector)).to.equal(
      'NOTICE_OVER',
    );
  });

  it('are about a certificate that there is', async () => {
    const change = { certificate: 'holder/none' };
    expect(await object(await inNotice(), 'raise', objector, objectionName, change)).to.equal(
      'REFERENCE_UNKNOWN',
    );
  });

  it('are on record, one after the other, and change the certificate', async () => {
    const play = await twice();
    expect(standing(play)).to.deep.equal(['objected', 2]);
    expect(certificateOf(play)).to.deep.include({ version: 7, document: digests('2') });
    const objection = play.value(`objection/${objectionName}`) as Objection;
    expect(objection).to.deep.include({
      status: 'open',
      certificate: certificateName,
      objector: 'objector',
      raised: { tick: 1, time: MONDAY },
      document: digests('2'),
    });
    const entry = (number: number) =>
      play.value(`entry/objections/${certificateName}/000000000000000${number}`);
    expect(entry(1)).to.include({ record: `objection/${objectionName}`, version: 1 });
    expect(entry(2)).to.include({ record: `objection/${second}`, version: 1 });
  });

  it('stay what they were when they are decided or taken back', async () => {
    for (const [action, by, status, letter] of [
      ['dismiss', registrar, 'dismissed', '3'],
      ['uphold', registrar, 'upheld', '4'],
      ['withdraw', objector, 'withdrawn', '5'],
    ] as const) {
      const play = await inNotice();
      await object(play, 'raise', objector);
      play.waitUntil('2026-11-24T08:00:00.000Z');
      await object(play, action, by);
      expect(play.value(`objection/${objectionName}`)).to.deep.include({
        status,
        certificate: certificateName,
        objector: 'objector',
        raised: { tick: 1, time: MONDAY },
        document: digests(letter),
        version: 2,
      });
    }
  });

  it('are each decided before the certificate returns to public notice', async () => {
    for (const [action, by] of [
      ['dismiss', [registrar, registrar]],
      ['withdraw', [objector, stranger]],
    ] as const) {
      const play = await twice();
      expect(await object(play, action, by[0])).to.equal('done');
      expect(standing(play)).to.deep.equal(['objected', 1]);
      play.waitUntil(NOTICE_ENDS);
      expect(await act(play, 'register', [registrar])).to.equal('TRANSITION_INVALID');
      expect(await object(play, action, by[1], second)).to.equal('done');
      expect(standing(play)).to.deep.equal(['publicised', 0]);
      const { document } = play.value(`objection/${second}`) as Objection;
      expect(document).to.deep.equal(digests(action === 'dismiss' ? '3' : '5'));
      expect(certificateOf(play).document).to.deep.equal(document);
      expect(await act(play, 'register', [registrar])).to.equal('done');
    }
  });

  it('end the application when one is upheld; nothing is left to decide of the others', async () => {
    const play = await twice();
    expect(await object(play, 'uphold', registrar)).to.equal('done');
    expect(standing(play)).to.deep.equal(['rejected', 1]);
    expect(certificateOf(play).document).to.deep.equal(digests('4'));
    expect(await object(play, 'dismiss', registrar, second)).to.equal('OBJECTION_MOOT');
    expect(await object(play, 'uphold', registrar, second)).to.equal('OBJECTION_MOOT');
    const before = certificateOf(play);
    expect(await object(play, 'withdraw', stranger, second)).to.equal('done');
    expect(certificateOf(play)).to.equal(before);
    expect(play.value(`objection/${second}`)).to.deep.include({
      status: 'withdrawn',
      document: digests('5'),
    });
  });
});
