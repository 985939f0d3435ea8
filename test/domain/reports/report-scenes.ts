import { after, atTime, type Scene } from '../support/market-ground.js';
import { act, assessor, emptyStage, FROM, operator, registrar, TO } from './report-stage.js';

const empty: Scene = () => Promise.resolve(emptyStage());
const licensed = after(empty, (play) => act(play, 'licence.grant', [registrar]));
const suspended = after(licensed, (play) => act(play, 'licence.suspend', [registrar]));
const revoked = after(licensed, (play) => act(play, 'licence.revoke', [registrar]));

/** By name, a licence in some status. */
export const licenceScenes: Readonly<Record<string, Scene>> = {
  absent: empty,
  'in-force': licensed,
  suspended,
  revoked,
};

const signed = after(licensed, (play) => act(play, 'report.sign', [assessor]));
const challenged = after(signed, (play) => act(play, 'report.challenge', [operator]));
const decided = (action: string): Scene => after(challenged, (play) => act(play, action, [registrar]));
const justBefore = (time: string) => new Date(Date.parse(time) - 1).toISOString();
// A moment between licence and report: the report's own dates do not end before.
const early = after(licensed, atTime(justBefore(FROM)));

/** By name, a report in some status, and how its assessor's licence is. */
export const reportScenes: Readonly<Record<string, Scene>> = {
  absent: licensed,
  'absent, licence begins': after(licensed, atTime(FROM)),
  'absent, licence to come': early,
  'absent, licence ends': after(licensed, atTime(justBefore(TO))),
  'absent, licence over': after(licensed, atTime(TO)),
  'absent, licence suspended': suspended,
  'absent, licence revoked': revoked,
  'in-force': signed,
  // What was signed under a licence stays, whatever becomes of the licence.
  'in-force, licence revoked': after(signed, (play) => act(play, 'licence.revoke', [registrar])),
  'in-force, challenge dismissed': decided('report.dismiss'),
  challenged,
  annulled: decided('report.annul'),
  withdrawn: after(signed, (play) => act(play, 'report.withdraw', [assessor])),
  superseded: after(signed, (play) =>
    act(play, 'report.sign', [assessor], { supersedes: 'assessor/report-1' }, 'assessor/report-2'),
  ),
};
