import { isLive } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { depositProof, description, digests, REGISTRY, rights } from './certificate-fixtures.js';
import { scenes } from './certificate-scenes.js';
import { act, certificateOf, holder, NOTICE_ENDS, registrar, VALID_TO } from './certificate-stage.js';
import { at, atTime, authorised, shift, transferee } from './moments.js';

describe('registration', () => {
  it('waits for the end of the notice', async () => {
    const early = await atTime(scenes.publicised, shift(NOTICE_ENDS, -1));
    expect(await act(early, 'register', [registrar])).to.equal('NOTICE_RUNNING');
    expect(await act(await scenes.publicised(), 'register', [registrar])).to.equal('done');
  });

  it('begins at its time and lasts no longer than the register allows', async () => {
    const registering = async (validTo: string) =>
      act(await scenes.publicised(), 'register', [registrar], { validTo });
    // 1,095 days after Sunday 6 December in Jinan, at midnight.
    const latest = '2029-12-05T16:00:00.000Z';
    expect(await registering(latest)).to.equal('done');
    expect(await registering(shift(latest, 1))).to.equal('VALIDITY_EXCEEDED');
    expect(await registering(NOTICE_ENDS)).to.equal('PERIOD_EMPTY');
    expect(await registering(shift(NOTICE_ENDS, 1))).to.equal('done');
    expect(certificateOf(await scenes.registered())).to.deep.include({
      certificateNumber: '登字第 1 号',
      registryCode: 'QC-1',
      validFrom: NOTICE_ENDS,
      validTo: latest,
      document: digests('8'),
    });
  });

  it('does not outlast the source agreement', async () => {
    const ends = '2027-06-01T00:00:00.000Z';
    const play = await authorised(ends);
    expect(await act(play, 'register', [registrar], { validTo: shift(ends, 1) })).to.equal(
      'SOURCE_AGREEMENT_EXCEEDED',
    );
    expect(await act(play, 'register', [registrar], { validTo: ends })).to.equal('done');
  });

  it('gives each number and each code once in a register', async () => {
    const second = 'holder/certificate-2';
    const play = await scenes.registered();
    const onTheWay = async (register: string, index: number, name: string) => {
      await act(play, 'draft', [holder], { register }, name);
      await act(play, 'apply', [holder], { deposit: depositProof(index) }, name);
      for (const action of ['accept', 'review', 'publicise']) await act(play, action, [registrar], {}, name);
    };
    await onTheWay(`${REGISTRY}/resource`, 6, second);
    await onTheWay(`${REGISTRY}/product`, 7, 'holder/certificate-3');
    play.waitUntil('2027-01-04T00:00:00.000Z');
    const registering = (change: JsonObject, name = second) =>
      act(play, 'register', [registrar], change, name);
    expect(await registering({ registryCode: 'QC-2' })).to.equal('CERTIFICATE_NUMBER_TAKEN');
    expect(await registering({ certificateNumber: '2' })).to.equal('REGISTRY_CODE_TAKEN');
    expect(await registering({ certificateNumber: 'QC-1', registryCode: '登字第 1 号' })).to.equal('done');
    expect(await registering({}, 'holder/certificate-3')).to.equal('done');
    const held = play.keys().filter((key) => key.startsWith('claim/'));
    // Three deposits, three numbers, three codes.
    expect(held).to.have.lengthOf(9);
  });
});

describe('what is registered', () => {
  it('changes to what the register and the agreement allow', async () => {
    for (const [action, by] of [
      ['change', [holder, registrar]],
      ['correct', [registrar]],
    ] as const) {
      const altering = async (change: JsonObject) => act(await scenes.registered(), action, by, change);
      const bought = { kind: 'bought', statement: '购入' };
      expect(await altering({ description: { ...description, source: bought } })).to.equal('FIELD_REQUIRED');
      expect(await altering({ rights: { ...rights, vocabulary: '2025' } })).to.equal('VOCABULARY_UNKNOWN');
      const ending = (agreementEnds: string) => ({
        description: { ...description, source: { kind: 'own', statement: '自有', agreementEnds } },
      });
      expect(await altering(ending(shift(VALID_TO, -1)))).to.equal('SOURCE_AGREEMENT_EXCEEDED');
      expect(await altering(ending(VALID_TO))).to.equal('done');
    }
    const play = await scenes.registered();
    await act(play, 'change', [holder, registrar]);
    expect(certificateOf(play)).to.deep.include({
      description: { ...description, scale: '2 万条' },
      document: digests('a'),
      status: 'registered',
      validTo: VALID_TO,
    });
    await act(play, 'correct', [registrar]);
    expect(certificateOf(play).description.scale).to.equal('3 万条');
  });

  it('passes to another holder, and both lists show it', async () => {
    const play = await scenes.registered();
    expect(await act(play, 'transfer', [holder, holder], { transferee: 'holder' })).to.equal(
      'TRANSFER_TO_HOLDER',
    );
    expect(await act(play, 'transfer', [holder, transferee])).to.equal('done');
    const { version, document } = certificateOf(play);
    expect([certificateOf(play).holder, document]).to.deep.equal(['transferee', digests('d')]);
    const record = 'certificate/holder/certificate-1';
    const entry = (whose: string, number: number) =>
      play.value(`entry/certificates/${whose}/000000000000000${number}`);
    expect(entry('transferee', 1)).to.include({ record, version, number: 1 });
    expect(entry('holder', 1)).to.include({ record, version: 1 });
    expect(entry('holder', 2)).to.include({ record, version });
    expect(await act(play, 'cancel', [holder])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'cancel', [transferee])).to.equal('done');
    expect(certificateOf(play)).to.deep.include({ status: 'cancelled', document: digests('0') });
  });

  it('is live until its end, whether or not that is recorded', async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      if (name === 'absent') continue;
      const registered = name.startsWith('registered');
      expect(isLive(certificateOf(await scene()), at(shift(VALID_TO, -1))), name).to.equal(registered);
      expect(isLive(certificateOf(await scene()), at(VALID_TO)), name).to.equal(false);
    }
    const last = await atTime(scenes.registered, shift(VALID_TO, -1));
    expect(await act(last, 'expire', [holder])).to.equal('EXPIRY_EARLY');
    expect(await act(last, 'transfer', [holder, transferee])).to.equal('done');
    const play = await atTime(scenes.registered, VALID_TO);
    expect(await act(play, 'transfer', [holder, transferee])).to.equal('CERTIFICATE_LAPSED');
    expect(await act(play, 'expire', [transferee])).to.equal('done');
    expect(certificateOf(play)).to.not.have.property('document');
  });

  it('is taken away with a reason', async () => {
    const { revocationGround, document } = certificateOf(await scenes.revoked());
    expect([revocationGround, document]).to.deep.equal(['提供虚假材料', digests('1')]);
  });
});
