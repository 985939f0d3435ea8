import { machines } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { describeMatrix } from '../support/describe-matrix.js';
import type { Who } from '../support/record-play.js';
import {
  approver,
  bodies,
  checker,
  holder,
  issuer,
  payer,
  REDEMPTION,
  redemptionScenes,
  registrar,
  SCHEME,
  schemeScenes,
  VOUCHER,
  voucherScenes,
} from './voucher-stage.js';
import { redemptions, schemes, vouchers } from './voucher-table.js';

const signers: Readonly<Record<string, readonly Who[]>> = {
  registrar: [registrar],
  'registrar for itself': ['participant:bureau'],
  'another registrar': ['registrar:other'],
  issuer: [issuer],
  'second issuer': ['participant:second-office'],
  holder: [holder],
  checker: [checker],
  approver: [approver],
  payer: [payer],
  seller: ['participant:cloud'],
  regulator: ['regulator:authority'],
  'issuer and holder': [issuer, holder],
  'checker and approver': [checker, approver],
};

const body = (action: string): JsonObject => bodies[action]!;

describeMatrix(
  'voucher schemes, against the table of the design',
  { ...schemes, signers },
  { machine: machines['voucher-scheme'], target: SCHEME, scenes: schemeScenes, body },
);

describeMatrix(
  'vouchers, against the table of the design',
  { ...vouchers, signers },
  { machine: machines.voucher, target: VOUCHER, scenes: voucherScenes, body },
);

describeMatrix(
  'claims against vouchers, against the table of the design',
  { ...redemptions, signers },
  { machine: machines.redemption, target: REDEMPTION, scenes: redemptionScenes, body },
);
