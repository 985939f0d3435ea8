import type { Certificate, Report } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { certificateName, digests } from '../certificates/certificate-fixtures.js';
import { certificateOf } from '../certificates/certificate-stage.js';
import { sceneAfter } from '../certificates/certificate-scenes.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  bodies,
  contractSecond,
  deal,
  dealing,
  encumbranceOf,
  FILING_DUE,
  pledgee,
  pledgeName,
  pledgeOf,
  pledgeScenes,
  pledgor,
  REGISTERED,
  RIGHT,
  second,
  secondName,
} from './pledge-stage.js';

const VALID_TO = '2029-12-05T16:00:00.000Z';
const { absent } = pledgeScenes;
const parties = [pledgor, pledgee] as const;

async function contract(change: JsonObject, prepare: (play: RecordPlay) => unknown = () => undefined) {
  const play = await absent();
  prepare(play);
  return await deal(play, 'contract', parties, change);
}

/** The certificate with something else about it. */
const certificate =
  (change: Partial<Certificate>) =>
  (play: RecordPlay): unknown =>
    play.put({ kind: 'certificate', value: { ...certificateOf(play), ...change } });

function from(source: Partial<Certificate['description']['source']>) {
  return (play: RecordPlay): unknown => {
    const { description } = certificateOf(play);
    return certificate({
      description: { ...description, source: { ...description.source, ...source } },
    })(play);
  };
}

describe('a pledge’s contract', () => {
  it('is between two', async () => {
    const play = await absent();
    const alone = deal(play, 'contract', [pledgor, 'participant:holder'], { pledgee: 'holder' }, 'holder/p');
    expect(await alone).to.equal('PLEDGE_PARTIES_SAME');
    const inAnothersName = deal(play, 'contract', [pledgor, second], {}, secondName);
    expect(await inAnothersName).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('is about a right that is registered', async () => {
    expect(await contract({ right: '数据产品经营权' })).to.equal('RIGHT_NOT_REGISTERED');
    expect(await contract({ certificate: 'holder/other' })).to.equal('REFERENCE_UNKNOWN');
  });

  it('is about data that are one’s own, or whose licence permits security', async () => {
    for (const kind of ['authorised', 'bought', 'public'] as const) {
      expect(await contract({}, from({ kind })), kind).to.equal('SECURITY_NOT_LICENSED');
      expect(await contract({}, from({ kind, permitsSecurity: false }))).to.equal('SECURITY_NOT_LICENSED');
      expect(await contract({}, from({ kind, permitsSecurity: true }))).to.equal('done');
    }
  });

  it('needs the grant on which the data rest in force', async () => {
    const granted = (status: string) => (play: RecordPlay) => {
      from({ kind: 'authorised', permitsSecurity: true, grant: { name: 'bureau/g', product: 'x' } })(play);
      const terms = { from: REGISTERED, to: VALID_TO };
      play.put({ kind: 'grant', value: { id: 'bureau/g', version: 1, status, terms } as never });
    };
    expect(await contract({}, granted('suspended'))).to.equal('GRANT_NOT_IN_FORCE');
    expect(await contract({}, granted('active'))).to.equal('done');
  });

  it('has a term that isn’t empty and ends with the certificate at the latest', async () => {
    const term = (begins: string, to: string) => contract({ debtTerm: { from: begins, to } });
    expect(await term(REGISTERED, REGISTERED)).to.equal('PERIOD_EMPTY');
    expect(await term(REGISTERED, '2026-12-05T16:00:00.001Z')).to.equal('done');
    expect(await term(REGISTERED, VALID_TO)).to.equal('done');
    expect(await term(REGISTERED, '2029-12-05T16:00:00.001Z')).to.equal('PLEDGE_TERM_EXCEEDED');
  });

  it('takes a whole percent, one at least', async () => {
    for (const portion of [0, 101, 1.5]) expect(await contract({ portion })).to.equal('COMMAND_BODY_INVALID');
    for (const portion of [1, 100]) expect(await contract({ portion })).to.equal('done');
  });

  it('may rest on a valuation that somebody signed, of this certificate and in force', async () => {
    const valuation = { document: digests('3'), assessor: '评估机构', report: 'assessor/r' };
    const report = (change: Partial<Report> = {}) => {
      const subject = { kind: 'certificate', name: certificateName, version: 1 } as const;
      const value = { id: 'assessor/r', version: 1, status: 'in-force', type: 'valuation', subject };
      return (play: RecordPlay) =>
        play.put({ kind: 'report', value: { ...value, validTo: VALID_TO, ...change } as Report });
    };
    expect(await contract({ valuation })).to.equal('REFERENCE_UNKNOWN');
    expect(await contract({ valuation }, report())).to.equal('done');
    const wrong: readonly Partial<Report>[] = [
      { type: 'quality' },
      { subject: { kind: 'certificate', name: 'holder/other', version: 1 } },
      { subject: { kind: 'grant', name: certificateName, version: 1 } },
      { status: 'withdrawn' },
      { validTo: REGISTERED },
    ];
    for (const change of wrong)
      expect(await contract({ valuation }, report(change))).to.equal('VALUATION_REPORT_MISMATCH');
  });

  it('says what it is, and what it is not', async () => {
    const play = await absent();
    await deal(play, 'contract', parties);
    const { effect, ...pledge } = pledgeOf(play);
    expect(effect).to.match(/不是质权的设立.*担保制度解释第六十三条.*Notice, not perfection/);
    expect(pledge).to.deep.include({
      ...bodies['pledge.contract'],
      status: 'contracted',
      certificateVersion: 6,
      order: 1,
      filingDue: FILING_DUE,
      document: digests('2'),
      assertions: {},
      version: 1,
    });
    expect(certificateOf(play)).to.deep.include({ pledges: 1, document: digests('2'), version: 7 });
    const lien = { pledge: pledgeName, pledgee: 'bank', right: RIGHT, portion: 60, exclusive: false };
    expect(encumbranceOf(play)).to.deep.include({ status: 'encumbered', liens: [lien], slots: [] });
    expect(play.value(`entry/pledges/${certificateName}/0000000000000001`)).to.include({
      record: `pledge/${pledgeName}`,
      version: 1,
    });
  });

  it('waits for its registration as long as the register says', async () => {
    const play = await absent();
    const register = play.value('register/registry/resource') as never as object;
    play.put({ kind: 'register', value: { ...register, priorityDays: 1 } as never });
    await deal(play, 'contract', parties);
    expect(pledgeOf(play).filingDue).to.equal('2026-12-07T16:00:00.000Z');
  });
});

describe('several pledges of one certificate', () => {
  const one = sceneAfter(absent, dealing('contract', ...parties));

  it('take up no more than the whole of a right', async () => {
    expect(await contractSecond(await one(), { portion: 41 })).to.equal('COLLATERAL_EXCEEDED');
    const play = await one();
    expect(await contractSecond(play, { portion: 40 })).to.equal('done');
    expect(pledgeOf(play, secondName)).to.include({ order: 2 });
    expect(certificateOf(play)).to.include({ pledges: 2 });
    expect(encumbranceOf(play).liens.map(({ pledge }) => pledge)).to.deep.equal([pledgeName, secondName]);
    expect(encumbranceOf(play).version).to.equal(2);
  });

  it('leave one that is exclusive alone', async () => {
    expect(await contractSecond(await one(), { exclusive: true, portion: 1 })).to.equal(
      'COLLATERAL_EXCLUSIVE',
    );
    const play = await absent();
    await deal(play, 'contract', parties, { exclusive: true, portion: 1 });
    expect(await contractSecond(play, { portion: 1 })).to.equal('COLLATERAL_EXCLUSIVE');
  });

  it('share each right by itself', async () => {
    const play = await absent();
    const names = [RIGHT, '数据加工使用权'];
    certificate({ rights: { vocabulary: '数据二十条', names } })(play);
    await deal(play, 'contract', parties, { exclusive: true, portion: 100 });
    const other = { right: '数据加工使用权', exclusive: true, portion: 100 };
    expect(await contractSecond(play, other)).to.equal('done');
    expect(await deal(play, 'register', [pledgee])).to.equal('done');
    const numbered = await deal(play, 'register', [second], {}, secondName);
    expect(numbered).to.equal('EXTERNAL_NUMBER_TAKEN');
  });

  it('make room when one ends', async () => {
    const play = await one();
    await deal(play, 'withdraw', [pledgee]);
    expect(pledgeOf(play).document).to.deep.equal(digests('5'));
    expect(encumbranceOf(play)).to.deep.include({ status: 'free', liens: [] });
    expect(certificateOf(play)).to.deep.include({ pledges: 0, document: digests('5') });
    expect(await contractSecond(play, { exclusive: true, portion: 100 })).to.equal('done');
  });
});
