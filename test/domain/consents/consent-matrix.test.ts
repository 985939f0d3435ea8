import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import { consentScenes, useScenes } from './consent-scenes.js';
import {
  bodies,
  CONSENT,
  controller,
  court,
  recipient,
  regulator,
  representative,
  service,
  subject,
  USE,
} from './consent-stage.js';
import * as consents from './consent-table.js';
import * as uses from './use-table.js';

const stranger = 'participant:insurer' as const;

const signers = {
  subject: [subject],
  controller: [controller],
  recipient: [recipient],
  representative: [representative],
  stranger: [stranger],
  service: [service],
  court: [court],
  regulator: [regulator],
  registrar: ['registrar:registry'],
  'subject as registrar': ['registrar:person'],
  'subject and service': [subject, service],
  'representative and service': [representative, service],
  'stranger and service': [stranger, service],
  'subject and recipient': [subject, recipient],
  'controller and recipient': [controller, recipient],
  'court and regulator': [court, regulator],
} as const;

describeMatrix(
  'consents, against the table of the design',
  { ...consents, signers },
  { machine: machines.consent, target: CONSENT, scenes: consentScenes, body: (action) => bodies[action]! },
);

describeMatrix(
  'uses, against the table of the design',
  { ...uses, signers },
  { machine: machines.use, target: USE, scenes: useScenes, body: (action) => bodies[action]! },
);
