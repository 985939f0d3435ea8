import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import type { Who } from '../support/record-play.js';
import {
  bodies,
  commission,
  court,
  custodian,
  freeze,
  frozenScenes,
  HOLD,
  preservedScenes,
  secondCustodian,
} from './hold-stage.js';
import { actions, frozen, preserved, statuses } from './hold-table.js';

const otherCourt: Who = 'court:other-court';

const signers: Readonly<Record<string, readonly Who[]>> = {
  commission: [commission],
  'commission for itself': ['participant:commission'],
  'another commission': ['arbitration:other-commission'],
  court: [court],
  'another court': [otherCourt],
  custodian: [custodian],
  'second custodian': [secondCustodian],
  holder: ['participant:operator'],
  regulator: ['regulator:authority'],
  'commission and court': [commission, court],
  'commission and other court': [commission, otherCourt],
  'commission and custodian': [commission, custodian],
};

describeMatrix(
  'holds that preserve evidence, against the table of the design',
  { statuses, actions, signers, expected: preserved },
  {
    machine: machines.hold,
    target: HOLD,
    scenes: preservedScenes,
    body: (action) => bodies[action]!,
  },
);

describeMatrix(
  'holds by which a court freezes, against the table of the design',
  { statuses, actions, signers, expected: frozen },
  {
    machine: machines.hold,
    target: HOLD,
    scenes: frozenScenes,
    body: (action) => (action === 'hold.file' ? freeze : bodies[action]!),
  },
);
