import { openOnboardRequest, readOnboardRefusal } from '@quancheng/domain';
import {
  canonicalize,
  encodeHex,
  formatEnvelope,
  sha256,
  signEnvelope,
  type Envelope,
} from '@quancheng/protocol';
import {
  newAsyncSigner,
  newClient,
  newOnboardRequest,
  signOnboardRefusal,
  signOnboardRequest,
  type OnboardWish,
} from '@quancheng/sdk';
import { expect } from 'chai';
import { LEDGER, newPossession, OTHER_LEDGER } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { depositor, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { post } from './support/http.js';
import { newRecordCommand } from './support/record-world.js';

const signer = testSigner('applicant', 'sm2-sm3');
const wish: OnboardWish = {
  participant: '91370100DEMBNK001F',
  name: '某银行',
  type: 'bank',
  roles: [],
};

const ask = async (change: Partial<OnboardWish> = {}, ledger = LEDGER): Promise<Envelope> => {
  const own = newAsyncSigner(signer);
  return signOnboardRequest(await newOnboardRequest(ledger, { ...wish, ...change }, own), own);
};

// One gateway; the tests build on one another.
describe('onboarding through a gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let request: Envelope;
  let id: string;

  const client = (by = signer) =>
    newClient({
      gateway: world.gateway.address,
      reader: newAsyncSigner(by),
      backOff: { attempts: 1, first: 1, longest: 1 },
    });
  const send = async (envelope: Envelope): Promise<unknown> => {
    const { status, json } = await post(
      `${world.gateway.address}/v1/onboarding-requests`,
      formatEnvelope(envelope),
    );
    return status < 300 ? status : json['code'];
  };
  const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.then(
      () => 'done',
      (error: unknown) => (error as { code?: unknown }).code,
    );

  before(async () => {
    world = await openGatewayWorld({ onboarding: { total: 2, perSource: 5 } });
    request = await ask();
    id = encodeHex(sha256(formatEnvelope(request)));
  });
  after(() => world.close());

  it('keeps a request that its key has signed, once', async () => {
    expect(await send(request)).to.equal(201);
    expect(await send(request)).to.equal(200);
    const status = await client().onboarding.status(id);
    expect(status).to.include({ id, state: 'pending' });
    expect(Date.parse(status.expires) - Date.parse(status.received)).to.equal(30 * 86_400_000);
  });

  it('has it after a restart', async () => {
    await world.restart();
    expect(await client().onboarding.status(id)).to.include({ state: 'pending' });
  });

  it('refuses what its key has not signed, or what the ledger would refuse', async () => {
    const named = await newOnboardRequest(LEDGER, wish, newAsyncSigner(signer));
    const { payloadType } = request;
    const forged = { ...named, name: '别的银行', schema: 'quancheng/onboard-request/v1', roles: [] };
    const possession = newPossession(wish.participant, signer);
    const otherKey = testSigner('another key', 'ed25519');
    const members = canonicalize({ ...forged, possession });
    expect(await send(signEnvelope(payloadType, members, [otherKey]))).to.equal('ONBOARDING_REQUEST_INVALID');
    const moved = { ...request, payload: Buffer.from(members).toString('base64') };
    expect(await send(moved)).to.equal('ONBOARDING_REQUEST_INVALID');
    const statement = { ...request, payloadType: 'application/vnd.quancheng.statement+json' };
    expect(await send(statement)).to.equal('ONBOARDING_REQUEST_INVALID');
    expect(await send(await ask({}, OTHER_LEDGER))).to.equal('POSSESSION_INVALID');
    expect(await send(await ask({ participant: '91350100M000100Y44' }))).to.equal('USCC_INVALID');
    expect(await send(await ask({ participant: depositor.participant }))).to.equal('RECORD_EXISTS');
  });

  it('shows requests to registrars alone, whole', async () => {
    const anonymous = newClient({ gateway: world.gateway.address });
    for (const each of [anonymous, client(depositor.signer)]) {
      expect(await codeOf(each.onboarding.list())).to.equal('ROLE_MISSING');
    }
    expect(await codeOf(client().onboarding.list())).to.equal('KEY_UNKNOWN');
    const { items } = await client(registrar.signer).onboarding.list();
    expect(items.map((each) => each.id)).to.deep.equal([id]);
    const opened = openOnboardRequest(items[0]!.request, LEDGER);
    expect(opened.request).to.include({ participant: wish.participant, name: '某银行' });
    expect(opened.publicKey.keyId).to.equal(signer.publicKey.keyId);
  });

  it('keeps no more than so many, and lets a registrar’s refusal make room', async () => {
    const second = await ask({ name: '二' });
    expect(await send(second)).to.equal(201);
    expect(await send(await ask({ name: '三' }))).to.equal('ONBOARDING_FULL');
    const refused = encodeHex(sha256(formatEnvelope(second)));
    const refusal = (by = registrar) =>
      signOnboardRefusal(
        { ledger: LEDGER, request: refused, reason: '材料不全', participant: by.participant },
        newAsyncSigner(by.signer),
      );
    expect(await codeOf(client().onboarding.refuse(await refusal(depositor)))).to.equal('ROLE_MISSING');
    const stranger = { ...registrar, signer };
    expect(await codeOf(client().onboarding.refuse(await refusal(stranger)))).to.equal('KEY_UNKNOWN');
    await client().onboarding.refuse(await refusal());
    await world.restart();
    const status = await client().onboarding.status(refused);
    expect(status.state).to.equal('refused');
    expect(readOnboardRefusal(status.refusal!)).to.include({
      reason: '材料不全',
      participant: registrar.participant,
    });
    expect(await send(await ask({ name: '四' }))).to.equal(201);
  });

  it('takes so many a day from one address', async () => {
    // The restart has forgotten the addresses; one came since.
    const registrars = client(registrar.signer);
    const outcomes: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { items } = await registrars.onboarding.list({ state: 'pending' });
      const { participant } = registrar;
      for (const { id: other } of items.filter((each) => each.id !== id)) {
        const terms = { ledger: LEDGER, request: other, reason: '重复', participant };
        await registrars.onboarding.refuse(await signOnboardRefusal(terms, newAsyncSigner(registrar.signer)));
      }
      outcomes.push(await send(await ask({ name: `第 ${count}` })));
    }
    expect(outcomes).to.deep.equal([201, 201, 201, 201, 'ONBOARDING_FULL']);
  });

  it('says registered once the ledger has the key, and not before', async () => {
    expect((await client().onboarding.status(id)).state).to.equal('pending');
    const { request: asked } = openOnboardRequest(request, LEDGER);
    const { participant, name, type, roles } = asked;
    const { payload, payloadType, signatures } = asked.possession;
    const possession = { payload, payloadType, signatures: signatures.map((each) => ({ ...each })) };
    const command = newRecordCommand({
      action: 'participant.register',
      target: participant,
      expectedVersion: 0,
      body: { name, type, roles, uscc: participant, possession },
      by: [registrar],
    });
    await client().commands.send(command);
    expect((await client().onboarding.status(id)).state).to.equal('registered');
    expect(await send(request)).to.equal(200);
    expect(await send(await ask({ name: '又一次' }))).to.equal('RECORD_EXISTS');
  });

  it('does not know what nobody sent', async () => {
    expect(await codeOf(client().onboarding.status('0'.repeat(64)))).to.equal('RECORD_UNKNOWN');
  });
});
