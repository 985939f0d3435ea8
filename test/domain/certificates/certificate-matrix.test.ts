import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import { certificateName, objectionName } from './certificate-fixtures.js';
import { bodies, court, holder, objector, registrar } from './certificate-stage.js';
import { sceneAfter, scenes } from './certificate-scenes.js';
import { act, object } from './certificate-stage.js';
import * as certificates from './certificate-table.js';
import * as objections from './objection-table.js';

const transferee = 'participant:transferee' as const;

describeMatrix(
  'certificates, against the table of the design',
  {
    ...certificates,
    signers: {
      holder: [holder],
      transferee: [transferee],
      stranger: ['participant:stranger'],
      registrar: [registrar],
      'second registrar': ['registrar:registry-2'],
      'registrar of another register': ['registrar:elsewhere'],
      'registrar for itself': ['participant:registry'],
      'holder as registrar': ['registrar:holder'],
      'holder and registrar': [holder, registrar],
      'holder and transferee': [holder, transferee],
      'holder and stranger': [holder, 'participant:stranger'],
      'transferee and registrar': [transferee, registrar],
      'registrar and second registrar': [registrar, 'registrar:registry-2'],
      'holder, transferee and registrar': [holder, transferee, registrar],
      court: [court],
      'other court': ['court:elsewhere'],
      'court and registrar': [court, registrar],
      regulator: ['regulator:regulator'],
      administrator: ['administrator:Org1MSP'],
    },
    expected: (scene, action, signers) =>
      // The name begins with the holder, who signs as something else there.
      action === 'certificate.draft' && scene === 'absent' && /holder(?:,| as)/.test(signers)
        ? 'SIGNER_NOT_ENTITLED'
        : certificates.expected(scene.replace(/, (?:after|by) an objection.*/, endsSoon), action, signers),
  },
  {
    machine: machines.certificate,
    target: certificateName,
    scenes,
    body: (action) => bodies[action]!,
  },
);

/** How a certificate came to its status makes no difference. */
function endsSoon(history: string): string {
  return history.startsWith(', after') ? ', soon ending' : '';
}

const openObjection = scenes.objected;
const decided = (action: string, by: typeof registrar) =>
  sceneAfter(openObjection, (play) => object(play, action, by));

describeMatrix(
  'objections, against the table of the design',
  {
    ...objections,
    signers: {
      objector: [objector],
      holder: [holder],
      stranger: ['participant:stranger'],
      registrar: [registrar],
      'second registrar': ['registrar:registry-2'],
      'registrar of another register': ['registrar:elsewhere'],
      'objector and registrar': [objector, registrar],
      'objector and stranger': [objector, 'participant:stranger'],
      court: [court],
      regulator: ['regulator:regulator'],
    },
  },
  {
    machine: machines.objection,
    target: objectionName,
    scenes: {
      'absent, certificate reviewed': scenes.reviewed,
      'absent, certificate in notice': scenes['publicised, notice running'],
      'absent, certificate objected by another': sceneAfter(scenes['publicised, notice running'], (play) =>
        object(play, 'raise', 'participant:stranger', 'stranger/objection-1'),
      ),
      'absent, notice over': scenes.publicised,
      'absent, certificate registered': scenes.registered,
      open: openObjection,
      'open, certificate withdrawn': sceneAfter(openObjection, (play) => act(play, 'withdraw', [holder])),
      dismissed: decided('dismiss', registrar),
      upheld: decided('uphold', registrar),
      withdrawn: decided('withdraw', objector),
    },
    body: (action) => bodies[action]!,
  },
);
