import type { JsonObject } from '@quancheng/protocol';
import {
  after,
  atTime,
  CALENDAR,
  digests,
  newActing,
  newGround,
  type Scene,
} from '../support/market-ground.js';
import type { RecordPlay, Who } from '../support/record-play.js';

export const SCHEME = 'bureau/scheme';
export const VOUCHER = 'bureau-office/voucher-1';
export const REDEMPTION = 'firm/claim-1';
export const SECOND = 'firm/claim-2';
export const VALID_TO = '2026-12-31T16:00:00.000Z';

export const registrar: Who = 'registrar:bureau';
export const issuer: Who = 'participant:bureau-office';
export const holder: Who = 'participant:firm';
export const checker: Who = 'participant:checker';
export const approver: Who = 'participant:finance';
export const payer: Who = 'participant:treasury';

const { title, basis, ...offices } = {
  title: '数据要素券政策',
  basis: '市数据要素券管理办法',
  issuers: ['bureau-office', 'second-office'],
  checkers: ['checker'],
  approvers: ['finance'],
  payers: ['treasury'],
};

const settings: JsonObject = {
  title,
  basis,
  categories: ['数据产品', '算力'],
  ...offices,
  calendar: CALENDAR,
  checkDays: 2,
};

export const scheme: JsonObject = { ...settings, invoiceKey: digests('1') };

export const voucher: JsonObject = {
  scheme: SCHEME,
  holder: 'firm',
  voucherNumber: 'JN-2026-0001',
  category: '算力',
  faceValue: 100_000,
  validTo: VALID_TO,
  document: digests('2'),
};

export const claim: JsonObject = {
  voucher: VOUCHER,
  seller: 'cloud',
  amount: 60_000,
  contract: digests('3'),
  invoice: digests('4'),
  unrelated: digests('5'),
  document: digests('6'),
};

export const bodies: Readonly<Record<string, JsonObject>> = {
  'voucher-scheme.define': scheme,
  'voucher-scheme.change': { ...settings, checkDays: 3 },
  'voucher-scheme.close': {},
  'voucher.issue': voucher,
  'voucher.expire': {},
  'voucher.claw-back': { ground: '虚假申报', document: digests('7') },
  'redemption.claim': claim,
  'redemption.check': { document: digests('8'), invoice: digests('4') },
  'redemption.approve': { document: digests('9') },
  'redemption.reject': { ground: '发票不符', document: digests('a') },
  'redemption.pay': { document: digests('b') },
  'redemption.claw-back': { ground: '合同已解除', document: digests('c') },
};

const targets = { 'voucher-scheme': SCHEME, voucher: VOUCHER, redemption: REDEMPTION };

export const { act, attempt } = newActing({
  bodies,
  targetOf: (action) => targets[action.split('.')[0] as keyof typeof targets],
});

export const emptyStage = (): RecordPlay =>
  newGround(['bureau-office', 'second-office', 'firm', 'cloud', 'checker', 'finance', 'treasury']);

const empty: Scene = () => Promise.resolve(emptyStage());
const schemed = after(empty, (play) => act(play, 'voucher-scheme.define', [registrar]));
const schemeClosed = after(schemed, (play) => act(play, 'voucher-scheme.close', [registrar]));
const issued = after(schemed, (play) => act(play, 'voucher.issue', [issuer]));
const over = after(issued, atTime(VALID_TO));
const expired = after(over, (play) => act(play, 'voucher.expire', [holder]));
const clawBack = (play: RecordPlay) => act(play, 'voucher.claw-back', [issuer]);

/** One claim from its filing to the payout. */
export async function redeem(play: RecordPlay, change: JsonObject, target: string): Promise<void> {
  await act(play, 'redemption.claim', [holder], change, target);
  const { invoice } = { ...claim, ...change };
  await act(play, 'redemption.check', [checker], invoice === undefined ? {} : { invoice }, target);
  await act(play, 'redemption.approve', [approver], {}, target);
  await act(play, 'redemption.pay', [payer], {}, target);
}

const allPaid = after(
  issued,
  (play) => redeem(play, {}, REDEMPTION),
  (play) => redeem(play, { amount: 40_000, invoice: digests('d') }, SECOND),
);

/** By name, a scheme in some status. */
export const schemeScenes: Readonly<Record<string, Scene>> = {
  absent: empty,
  'in-force': schemed,
  closed: schemeClosed,
};

/** By name, a voucher in some status. */
export const voucherScenes: Readonly<Record<string, Scene>> = {
  absent: schemed,
  'absent, scheme closed': schemeClosed,
  issued,
  'issued, over': over,
  expired,
  redeemed: allPaid,
  'clawed-back': after(issued, clawBack),
};

const claimed = after(issued, (play) => act(play, 'redemption.claim', [holder]));
const checked = after(claimed, (play) => act(play, 'redemption.check', [checker]));
const approved = after(checked, (play) => act(play, 'redemption.approve', [approver]));
const paid = after(approved, (play) => act(play, 'redemption.pay', [payer]));

/** By name, a claim in some status, and what its voucher is. */
export const redemptionScenes: Readonly<Record<string, Scene>> = {
  absent: issued,
  'absent, voucher over': over,
  'absent, voucher expired': expired,
  'absent, voucher clawed back': after(issued, clawBack),
  'absent, scheme closed': after(issued, (play) => act(play, 'voucher-scheme.close', [registrar])),
  'absent, invoice taken': after(issued, (play) =>
    act(play, 'redemption.claim', [holder], { amount: 1 }, SECOND),
  ),
  'absent, too little left': after(issued, (play) =>
    act(play, 'redemption.claim', [holder], { amount: 40_001, invoice: digests('d') }, SECOND),
  ),
  claimed,
  'claimed, voucher over': after(claimed, atTime(VALID_TO)),
  'claimed, voucher clawed back': after(claimed, clawBack),
  checked,
  'checked, voucher clawed back': after(checked, clawBack),
  approved,
  'approved, voucher clawed back': after(approved, clawBack),
  redeemed: paid,
  rejected: after(checked, (play) => act(play, 'redemption.reject', [approver])),
  'clawed-back': after(paid, (play) => act(play, 'redemption.claw-back', [approver])),
};
