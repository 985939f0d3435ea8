import { canonicalize, encodeBase64, type Envelope, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { OTHER_LEDGER, type CommandOptions } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { activationBody, digests, offerBody, wishBody } from '../support/bodies.js';
import { registerCertificates } from '../support/certificates.js';
import { consentTo } from '../support/consents.js';
import {
  bank,
  buyers,
  citizen,
  ended,
  fund,
  neighbour,
  newParty,
  service,
  utility,
} from '../support/parties.js';
import { command, type Acknowledged, type RightsStage } from '../support/rights-stage.js';

const HOUR = 3_600_000;
const CONSENT = 'bank/guarded';
const OFFERED = 'bank/offered';
const CERTIFICATE = `${utility.participant}/guarded`;

/** The bank's request for a use, good as it is. */
function request(id: string, change: Partial<CommandOptions> = {}): Envelope {
  const body = wishBody(CONSENT);
  const target = `bank/guarded-${id}`;
  return command({ action: 'use.request', target, expectedVersion: 0, body, parties: [bank], ...change });
}

function transfer(change: Partial<CommandOptions>): Envelope {
  const [buyer] = buyers;
  const body = { document: digests('9'), transferee: buyer.participant };
  const parties = [utility, buyer];
  return command({
    action: 'certificate.transfer',
    target: CERTIFICATE,
    expectedVersion: 6,
    body,
    parties,
    ...change,
  });
}

function activation(change: Partial<CommandOptions>): Envelope {
  const parties = [citizen, service];
  return command({
    action: 'consent.activate',
    target: OFFERED,
    expectedVersion: 1,
    body: activationBody,
    parties,
    ...change,
  });
}

function withdrawal(change: Partial<CommandOptions>): Envelope {
  const parties = [citizen];
  return command({
    action: 'consent.withdraw',
    target: CONSENT,
    expectedVersion: 2,
    body: {},
    parties,
    ...change,
  });
}

/** The same signatures over another payload. */
function altered(envelope: Envelope, change: JsonObject): Envelope {
  const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as JsonObject;
  const payload = encodeBase64(canonicalize({ ...statement, ...change }));
  return { ...envelope, payload };
}

const stranger = newParty('stranger');

const refusals: readonly (readonly [who: string, code: string, make: () => Envelope])[] = [
  ['a forged signature', 'SIGNATURE_INVALID', () => request('forged', { forgedBy: stranger.signer })],
  ['another ledger’s command', 'AUDIENCE_MISMATCH', () => request('foreign', { audience: OTHER_LEDGER })],
  [
    'an expired command',
    'COMMAND_EXPIRED',
    () => request('expired', { issued: timeIn(-2 * HOUR), expires: timeIn(-HOUR) }),
  ],
  [
    'another organisation’s key',
    'KEY_UNKNOWN',
    () => request('borrowed', { parties: [{ ...bank, signer: fund.signer }] }),
  ],
  ['a key nobody registered', 'KEY_UNKNOWN', () => request('unknown', { parties: [stranger] })],
  ['a revoked key', 'KEY_REVOKED', () => request('revoked', { target: 'ended/use-1', parties: [ended] })],
  [
    'a role that was not given',
    'ROLE_MISSING',
    () => activation({ parties: [citizen, { ...fund, role: 'authenticator' }] }),
  ],
  ['a name in another’s name space', 'RECORD_FOREIGN', () => request('name', { target: 'fund/use-1' })],
  [
    'somebody who is not the recipient',
    'SIGNER_NOT_ENTITLED',
    () => request('other', { target: 'neighbour/use-1', parties: [neighbour] }),
  ],
  [
    'a payload changed after signing',
    'SIGNATURE_INVALID',
    () => altered(request('altered'), { target: 'bank/guarded-x' }),
  ],
  ['a withdrawal by the recipient', 'SIGNER_NOT_ENTITLED', () => withdrawal({ parties: [bank] })],
  ['a withdrawal forged by the controller', 'SIGNATURE_INVALID', () => withdrawal({ forgedBy: fund.signer })],
  [
    'an activation without the authenticator',
    'SIGNER_NOT_ENTITLED',
    () => activation({ parties: [citizen] }),
  ],
  [
    'an activation, the authenticator’s signature stripped',
    'SIGNER_SET_MISMATCH',
    () => activation({ signedBy: [citizen.signer] }),
  ],
  ['an activation without the subject', 'SIGNER_NOT_ENTITLED', () => activation({ parties: [service] })],
  [
    'a transfer, the transferee’s signature stripped',
    'SIGNER_SET_MISMATCH',
    () => transfer({ signedBy: [utility.signer] }),
  ],
  [
    'a transfer, the holder’s signature stripped',
    'SIGNER_SET_MISMATCH',
    () => transfer({ signedBy: [buyers[0].signer] }),
  ],
  ['a transfer by the holder alone', 'SIGNER_NOT_ENTITLED', () => transfer({ parties: [utility] })],
  ['a transfer by the transferee alone', 'SIGNER_NOT_ENTITLED', () => transfer({ parties: [buyers[0]] })],
  [
    'a transfer by holder and registrar',
    'SIGNER_NOT_ENTITLED',
    () => transfer({ parties: [utility, registrar] }),
  ],
];

/** Each is relayed by clients of different organisations, which changes nothing. */
export function defineRefusals(stageOf: () => RightsStage): void {
  describe('who may not, cannot, whoever relays it:', () => {
    before(() => prepare(stageOf()));

    for (const [who, code, make] of refusals) {
      it(`${who}: ${code}`, async () => {
        const stage = stageOf();
        const envelope = make();
        for (const relay of stage.clients.slice(0, 2)) {
          expect(await stage.submit(envelope, relay)).to.include({ outcome: 'refused', code });
        }
      });
    }

    it('has left everything as it was', () => expectUntouched(stageOf()));
    it('a command that is sent again gets its first result, and its id serves nothing else', () =>
      expectIdempotent(stageOf()));
  });
}

async function prepare(stage: RightsStage): Promise<void> {
  await consentTo(stage, CONSENT, 2);
  await stage.must('consent.offer', OFFERED, offerBody(1), bank);
  await registerCertificates(stage, [[CERTIFICATE, 6]], [[CERTIFICATE, 6]]);
}

async function expectUntouched({ value }: RightsStage): Promise<void> {
  expect(await value(`consent/${CONSENT}`)).to.include({ status: 'active', version: 2 });
  expect(await value(`consent/${OFFERED}`)).to.include({ status: 'offered', version: 1 });
  expect(await value(`consumption/${CONSENT}`)).to.include({ reserved: 0 });
  expect(await value(`collection/uses/${CONSENT}`)).to.equal(undefined);
  expect(await value(`certificate/${CERTIFICATE}`)).to.include({ holder: utility.participant });
}

async function expectIdempotent(stage: RightsStage): Promise<void> {
  const first = request('repeated', { id: 'guarded-repeated' });
  const answers: Acknowledged[] = [];
  for (const relay of stage.clients.slice(0, 3)) answers.push(await stage.submit(first, relay));
  expect(answers.map(({ outcome }) => outcome)).to.deep.equal(['done', 'repeated', 'repeated']);
  for (const { result } of answers) expect(result).to.deep.equal(answers[0]!.result);
  expect(await stage.value(`consumption/${CONSENT}`)).to.include({ reserved: 1 });
  const other = request('other-content', { id: 'guarded-repeated' });
  expect(await stage.submit(other)).to.include({ outcome: 'refused', code: 'IDEMPOTENCY_CONFLICT' });
  // Ids belong to their participant: another's command of this id is its own.
  const own = request('own', { id: 'guarded-repeated', target: 'neighbour/use-2', parties: [neighbour] });
  expect(await stage.submit(own)).to.include({ outcome: 'refused', code: 'SIGNER_NOT_ENTITLED' });
}
