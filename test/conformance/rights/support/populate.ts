import { newPossession } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { logSigner, verifierKeyOf } from '../../../chaincode/support/test-log.js';
import { registration } from '../../../chaincode/support/test-world.js';
import { digests, purposeBody, purposeName, registerBody, registerName } from './bodies.js';
import { calendarBody } from './certificates.js';
import { calendarName } from './bodies.js';
import { evidenceLog, LOG_SIZE } from './deposits.js';
import { citizen, ended, logOperator, organisations, service } from './parties.js';
import type { RightsStage } from './rights-stage.js';

/** Participants, a person, the registrar's rules, and a log whose deposits are anchored. */
export async function populate({ world, clock }: RightsStage): Promise<void> {
  const creation = { expectedVersion: 0, parties: [registrar] };
  const person = {
    authentication: digests('7'),
    possession: newPossession(citizen.participant, citizen.signer),
  };
  const revoked = { key: ended.signer.publicKey.keyId, reason: 'ceased' };
  const log = { verifierKey: verifierKeyOf(logSigner, evidenceLog.origin), note: evidenceLog.note(0) };
  await world.order(
    ...organisations.map(({ participant, role, signer }) =>
      registration(participant, signer, {
        usccOverride: '测试',
        roles: role === 'participant' ? [] : [role],
      }),
    ),
    {
      action: 'person.register',
      target: citizen.participant,
      expectedVersion: 0,
      body: person,
      parties: [service],
    },
    { action: 'key.revoke', target: ended.participant, expectedVersion: 1, body: revoked, parties: [ended] },
    { action: 'purpose.define', target: purposeName, body: purposeBody, ...creation },
    { action: 'calendar.define', target: calendarName, body: calendarBody(clock.now), ...creation },
    { action: 'register.define', target: registerName, body: registerBody, ...creation },
    {
      action: 'log.register',
      target: evidenceLog.origin,
      expectedVersion: 0,
      body: log,
      parties: [logOperator],
    },
  );
  const note = evidenceLog.note(LOG_SIZE);
  await world.ledger.submit('anchor', [evidenceLog.origin, '0', '[]', note], { atTick: true });
}
