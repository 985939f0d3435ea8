import { newPossession } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { commit, encrypt, planted } from '../personal-data/planted.js';
import {
  activationBody,
  deliveryBody,
  offerBody,
  openingBody,
  wishBody,
  draftBody,
  digests,
} from './bodies.js';
import { bringMidnightNear, registrationBody } from './certificates.js';
import { depositProof } from './deposits.js';
import { bank, fund, neighbour, newParty, service, utility } from './parties.js';
import type { Acknowledged, RightsStage } from './rights-stage.js';

export const CERTIFICATE = `${utility.participant}/water`;
export const OBJECTION = `${neighbour.participant}/objection`;
export const CONSENT = `${bank.participant}/loan`;
export const USES = [1, 2, 3, 4].map((number) => `${bank.participant}/loan-use-${number}`);
/** Where in the log the utility's evidence is. */
export const DEPOSIT = 9;

const resident = newParty('p-5d41402abc4b2a76b9719d911017c592');
const { account, address, balance, identityNumber, name, telephone } = planted;

/** What the story leaves: its past moments, and the answer to the fourth use. */
export interface Story {
  /** Ledger times after each of its three parts. */
  readonly moments: readonly string[];
  readonly fourth: Acknowledged;
}

/**
 * A utility registers a data asset against an objection; a resident consents, is served three times, and withdraws. Of
 * all papers with personal data the ledger gets commitments.
 */
export async function playStory(stage: RightsStage): Promise<Story> {
  const { clock } = stage;
  const moments: string[] = [];
  const endPart = async (): Promise<void> => {
    moments.push(clock.now);
    await clock.pass(0);
  };
  const { noticeEnds, validity } = await applyAndObject(stage);
  await endPart();
  await stage.must('objection.dismiss', OBJECTION, { document: commit(planted.objection) }, registrar);
  await clock.pass(noticeEnds);
  await stage.must('certificate.register', CERTIFICATE, registrationBody('0042', validity), registrar);
  await consent(stage);
  await serve(stage, USES[0]!);
  await endPart();
  await serve(stage, USES[1]!);
  await serve(stage, USES[2]!);
  await stage.must('consent.withdraw', CONSENT, {}, resident);
  const fourth = await stage.give('use.request', USES[3]!, wish(), bank);
  await endPart();
  return { moments, fourth };
}

async function applyAndObject(stage: RightsStage): Promise<{ noticeEnds: number; validity: string }> {
  const { must, clock } = stage;
  const noticeEnds = await bringMidnightNear(stage);
  const validity = clock.now;
  await must('certificate.draft', CERTIFICATE, draftBody, utility);
  const application = { deposit: depositProof(DEPOSIT), document: digests('1') };
  await must('certificate.apply', CERTIFICATE, application, utility);
  await must('certificate.accept', CERTIFICATE, { document: digests('2') }, registrar);
  const inspected = { document: digests('3'), inspectionReport: digests('4') };
  await must('certificate.review', CERTIFICATE, inspected, registrar);
  await must('certificate.publicise', CERTIFICATE, { document: digests('5') }, registrar);
  const objection = { certificate: CERTIFICATE, document: commit(planted.objection) };
  await must('objection.raise', OBJECTION, objection, neighbour);
  return { noticeEnds, validity };
}

/** The notice that was shown speaks to the resident by name. */
async function consent({ must, world }: RightsStage): Promise<void> {
  const { participant, signer } = resident;
  const body = {
    authentication: commit(name, identityNumber, telephone),
    possession: newPossession(participant, signer),
  };
  const registration = { action: 'person.register', target: participant, expectedVersion: 0, body };
  await world.order({ ...registration, parties: [service] });
  const notice = { ...commit(planted.notice), language: 'zh-CN', version: '3' };
  await must('consent.offer', CONSENT, { ...offerBody(5), subject: participant, notice }, bank);
  const authentication = { means: '人脸识别', evidence: commit(name, identityNumber) };
  await must('consent.activate', CONSENT, { ...activationBody, notice, authentication }, resident, service);
}

function wish() {
  return { ...wishBody(CONSENT), reference: commit(account), request: commit(name, address, account) };
}

async function serve({ must }: RightsStage, use: string): Promise<void> {
  await must('use.request', use, wish(), bank);
  const delivery = { ...deliveryBody(), ciphertext: encrypt(balance), manifest: commit(balance) };
  await must('use.deliver', use, delivery, fund);
  await must('use.open', use, openingBody(), bank);
}
