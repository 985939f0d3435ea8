import {
  dueOf,
  readersOf,
  type KindedRecord,
  type Redemption,
  type Voucher,
  type VoucherScheme,
} from '@quancheng/domain';
import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';
import type { RecordPlay } from '../support/record-play.js';
import { REDEMPTION, redemptionScenes, SCHEME, VALID_TO, VOUCHER } from './voucher-stage.js';

const voucherIn = (play: RecordPlay) => play.value(`voucher/${VOUCHER}`) as Voucher;
const redemptionIn = (play: RecordPlay) => play.value(`redemption/${REDEMPTION}`) as Redemption;

describe('vouchers, as others see them', () => {
  it('holder, issuer, seller and the offices of the scheme read them', async () => {
    const play = await redemptionScenes['claimed']!();
    const scheme = play.value(`voucher-scheme/${SCHEME}`) as VoucherScheme;
    const read = (record: KindedRecord, related = {}) => readersOf(record, related);
    const offices = ['checker', 'finance', 'treasury'];
    const voucher = { kind: 'voucher', value: voucherIn(play) } as const;
    const redemption = { kind: 'redemption', value: redemptionIn(play) } as const;
    expect(read(voucher, { scheme })).to.deep.equal(['firm', 'bureau-office', ...offices]);
    expect(read(redemption, { scheme })).to.deep.equal(['firm', 'cloud', ...offices]);
    expect(read(voucher)).to.deep.equal(['firm', 'bureau-office']);
  });

  it('what is due is their own to know', () => {
    const row = { hasEnglish: true, isPublic: false };
    expect(dueRowsOf('voucher')).to.deep.equal([
      { what: 'voucher-end', nature: 'end', zh: '数据要素券有效期届满', in: ['issued'], ...row },
    ]);
    expect(dueRowsOf('redemption')).to.deep.equal([
      { what: 'check', nature: 'deadline', zh: '数据要素券兑付核验期限', in: ['claimed'], ...row },
    ]);
  });

  it('what is due: the check by working days of Jinan, the end of what is left', async () => {
    const due = (record: KindedRecord) =>
      dueOf(record, undefined).map(({ what, time, whose }) => [what, time, whose]);
    const play = await redemptionScenes['claimed']!();
    // Monday 23 November and 2 working days end with Wednesday.
    expect(due({ kind: 'redemption', value: redemptionIn(play) })).to.deep.equal([
      ['check', '2026-11-25T16:00:00.000Z', ['firm']],
    ]);
    const voucher = voucherIn(play);
    expect(due({ kind: 'voucher', value: voucher })).to.deep.equal([
      ['voucher-end', VALID_TO, ['bureau-office', 'firm']],
    ]);
    expect(due({ kind: 'voucher', value: { ...voucher, applied: 100_000 } })).to.deep.equal([]);
  });
});
