import { expectedBy } from '../support/life-table.js';

// The lives of schemes, vouchers and claims against them as the design's text tells them (issued → claimed → checked →
// approved → redeemed / expired / clawed back), written by hand. They know nothing of the code.

const owner = ['registrar'];

export const schemes = {
  statuses: ['in-force', 'closed'],
  actions: ['voucher-scheme.define', 'voucher-scheme.change', 'voucher-scheme.close'],
  expected: expectedBy({
    rows: {
      'voucher-scheme.define': {
        from: [],
        to: 'in-force',
        by: owner,
        owners: ['registrar', 'registrar for itself'],
      },
      'voucher-scheme.change': { from: ['in-force'], by: owner },
      'voucher-scheme.close': { from: ['in-force'], to: 'closed', by: owner },
    },
  }),
};

const everybody = [
  'issuer',
  'second issuer',
  'holder',
  'checker',
  'approver',
  'payer',
  'seller',
  'registrar for itself',
];

export const vouchers = {
  statuses: ['issued', 'redeemed', 'expired', 'clawed-back'],
  actions: ['voucher.issue', 'voucher.expire', 'voucher.claw-back'],
  expected: expectedBy({
    rows: {
      'voucher.issue': { from: [], to: 'issued', by: ['issuer'], owners: ['issuer', 'issuer and holder'] },
      'voucher.expire': { from: ['issued'], to: 'expired', by: everybody },
      'voucher.claw-back': { from: ['issued', 'redeemed', 'expired'], to: 'clawed-back', by: ['issuer'] },
    },
    forbidden: {
      issued: { 'voucher.expire': 'VOUCHER_NOT_EXPIRED' },
      'absent, scheme closed': { 'voucher.issue': 'VOUCHER_SCHEME_CLOSED' },
    },
  }),
};

const clawedBack = {
  'redemption.check': 'VOUCHER_CLAWED_BACK',
  'redemption.approve': 'VOUCHER_CLAWED_BACK',
  'redemption.pay': 'VOUCHER_CLAWED_BACK',
};

export const redemptions = {
  statuses: ['claimed', 'checked', 'approved', 'redeemed', 'rejected', 'clawed-back'],
  actions: [
    'redemption.claim',
    'redemption.check',
    'redemption.approve',
    'redemption.reject',
    'redemption.pay',
    'redemption.claw-back',
  ],
  expected: expectedBy({
    rows: {
      'redemption.claim': {
        from: [],
        to: 'claimed',
        by: ['holder'],
        owners: ['holder', 'issuer and holder'],
      },
      'redemption.check': { from: ['claimed'], to: 'checked', by: ['checker'] },
      'redemption.approve': { from: ['checked'], to: 'approved', by: ['approver'] },
      'redemption.reject': {
        from: ['claimed', 'checked', 'approved'],
        to: 'rejected',
        by: ['checker', 'approver'],
      },
      'redemption.pay': { from: ['approved'], to: 'redeemed', by: ['payer'] },
      'redemption.claw-back': { from: ['redeemed'], to: 'clawed-back', by: ['approver'] },
    },
    forbidden: {
      'absent, voucher over': { 'redemption.claim': 'VOUCHER_NOT_USABLE' },
      'absent, voucher expired': { 'redemption.claim': 'VOUCHER_NOT_USABLE' },
      'absent, voucher clawed back': { 'redemption.claim': 'VOUCHER_NOT_USABLE' },
      'absent, invoice taken': { 'redemption.claim': 'INVOICE_USED' },
      'absent, too little left': { 'redemption.claim': 'VOUCHER_EXCEEDED' },
      'claimed, voucher clawed back': clawedBack,
      'checked, voucher clawed back': clawedBack,
      'approved, voucher clawed back': clawedBack,
    },
  }),
};
