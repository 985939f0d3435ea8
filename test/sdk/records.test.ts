import { expect } from 'chai';
import type { BodiedAction, Use } from '@quancheng/domain';
import {
  newClient,
  newEncryptionKey,
  newPseudonym,
  newReceipt,
  openDelivery,
  type CommandReceipt,
  type QuanchengClient,
  type RecordOrder,
} from '@quancheng/sdk';
import { sealDelivery } from '@quancheng/sdk/node';
import { verifyTrustRoot } from '@quancheng/verifier';
import { LEDGER } from '../chaincode/support/statements.js';
import { openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { until } from '../gateway/support/http.js';
import { timeIn } from '../gateway/support/ledger-world.js';
import { expectCode } from './support/expect-code.js';
import { type Actor, actor, possessionOf, registrar, signedBy } from './support/signing-actors.js';

const fund = actor('fund');
const bank = actor('bank');
const service = actor('service', 'authenticator');
const person = actor(newPseudonym());
const PURPOSE = `${registrar.participant}/credit`;
const digests = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
const notice = { ...digests, language: 'zh-CN', version: '3' };
const fields = ['housing-fund.balance', 'housing-fund.months'];
const encryptionKey = newEncryptionKey();

// One ledger for the whole story; its steps build on one another.
describe('records by the SDK, on a running ledger', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  const clientOf = (by?: Actor, change: object = {}): QuanchengClient =>
    newClient({
      gateway: world.gateway.address,
      trustRoot: verifyTrustRoot(world.configuration.trustRoot),
      ...(by === undefined ? {} : { reader: by.signer }),
      ...change,
    });

  const signed = <Action extends BodiedAction>(order: RecordOrder<Action>, ...by: readonly Actor[]) =>
    signedBy(by, order);

  const send = async <Action extends BodiedAction>(
    order: RecordOrder<Action>,
    ...by: readonly Actor[]
  ): Promise<CommandReceipt> => clientOf().commands.send(await signed(order, ...by));

  const settled = (kind: 'consent' | 'use', name: string, version: number) =>
    until(
      () =>
        clientOf(bank)
          .records.get(kind, name)
          .catch(() => undefined),
      (found) => (found?.record.version ?? 0) >= version,
    );

  before(async () => {
    world = await openGatewayWorld();
    for (const each of [fund, bank, service]) {
      const { participant, role } = each;
      const roles = role === 'participant' ? [] : (['authenticator'] as const);
      const possession = await possessionOf(each);
      const body = {
        name: participant,
        type: 'agency',
        uscc: participant,
        usccOverride: '测试',
        roles,
        possession,
      } as const;
      await send(
        { action: 'participant.register', target: participant, expectedVersion: 0, body },
        registrar,
      );
    }
    const body = { authentication: digests, possession: await possessionOf(person) };
    await send({ action: 'person.register', target: person.participant, expectedVersion: 0, body }, service);
    const announced = { encryptionKey: encryptionKey.publicKey };
    await send({ action: 'participant.announce', target: 'bank', expectedVersion: 1, body: announced }, bank);
  });
  after(() => world.close());

  it('defines a purpose, offers a consent, and collects two signatures for it', async () => {
    const profile = {
      title: '贷款审批',
      basis: '个人信息保护法 第六条',
      fields,
      sensitiveFields: [],
      termDays: 30,
      retentionDays: 10,
      maximumUses: 5,
      deliveryHours: 1,
      acknowledgementHours: 72,
      impactAssessment: false,
    };
    await send({ action: 'purpose.define', target: PURPOSE, expectedVersion: 0, body: profile }, registrar);
    const terms = {
      subject: person.participant,
      controller: 'fund',
      recipient: 'bank',
      purpose: PURPOSE,
      means: '接口查询',
      fields,
      separate: true,
      notice,
      retentionDays: 10,
      expires: timeIn(86_400_000),
      maximumUses: 2,
      withdrawalChannel: '泉城办 App',
      minor: false,
    };
    await send({ action: 'consent.offer', target: 'bank/c1', expectedVersion: 0, body: terms }, bank);
    const body = { notice, authentication: { means: '人脸识别', evidence: digests } };
    const order = { action: 'consent.activate', target: 'bank/c1', expectedVersion: 1, body } as const;
    const envelope = await signed(order, person, service);
    const first = await clientOf().commands.send(envelope);
    expect(first).to.include({ outcome: 'done', version: 2 });
    expect(await clientOf().commands.send(envelope)).to.deep.equal({ ...first, outcome: 'repeated' });
    const again = await signed(order, person, service);
    await expectCode('TRANSITION_INVALID', () => clientOf().commands.send(again));
    await expectCode('SIGNER_SET_MISMATCH', async () =>
      clientOf().commands.send({ ...envelope, signatures: envelope.signatures.slice(1) }),
    );
  });

  it('reads what its reader may see, and follows an authority that a proxy changed', async () => {
    await settled('consent', 'bank/c1', 2);
    const { record, extent } = await clientOf(person).records.get('consent', 'bank/c1');
    expect([record.status, record.subject, extent]).to.deep.equal(['active', person.participant, 'whole']);
    await expectCode('RECORD_UNKNOWN', () => clientOf().records.get('consent', 'bank/c1'));
    const { items } = await clientOf(fund).records.list('consent', { status: 'active', text: '泉城办' });
    expect(items.map((each) => each.record.id)).to.deep.equal(['bank/c1']);
    const versions = await clientOf(bank).records.versions('consent', 'bank/c1');
    expect(versions.map(({ status }) => status)).to.deep.equal(['offered', 'active']);
    expect((await clientOf().records.get('purpose', PURPOSE)).extent).to.equal('whole');
    const elsewhere = { signedUrl: 'https://gateway.example' };
    await expectCode('REQUEST_SIGNATURE_INVALID', () =>
      clientOf(bank, elsewhere).records.get('consent', 'bank/c1'),
    );
    const local = { gateway: world.gateway.address.replace('127.0.0.1', 'localhost'), signedUrl: undefined };
    expect(
      (await clientOf(bank, { ...local, signedUrl: local.gateway }).records.get('consent', 'bank/c1')).extent,
    ).to.equal('whole');
  });

  it('delivers a use: reserved, sealed to the proven key, opened, and receipted', async () => {
    const request = { consent: 'bank/c1', purpose: PURPOSE, fields, reference: digests, request: digests };
    await send({ action: 'use.request', target: 'bank/u1', expectedVersion: 0, body: request }, bank);
    const provider = clientOf(fund);
    const proven = await provider.readLedger(['use/bank/u1', 'participant/bank', 'participant/nobody']);
    expect(proven.get('participant/nobody')).to.equal(undefined);
    const asOf = timeIn(0);
    const { sealed, body } = sealDelivery({
      ledger: LEDGER,
      use: proven.get('use/bank/u1') as unknown as Use,
      encryptionKey: proven.get('participant/bank')?.['encryptionKey'] as string,
      fields: [
        { field: 'housing-fund.balance', state: 'returned', value: '81234.56', asOf },
        { field: 'housing-fund.months', state: 'withheld', reason: '争议处理中', asOf },
      ],
      environment: 'sandbox',
      sent: asOf,
    });
    await send({ action: 'use.deliver', target: 'bank/u1', expectedVersion: 1, body }, fund);
    const delivered = (await clientOf(bank).readLedger(['use/bank/u1'])).get('use/bank/u1') as unknown as Use;
    const content = openDelivery(sealed, {
      ledger: LEDGER,
      use: delivered,
      secretKey: encryptionKey.secretKey,
    });
    expect(content.fields[0]?.value).to.equal('81234.56');
    const receipt = newReceipt(content, timeIn(0));
    await send({ action: 'use.open', target: 'bank/u1', expectedVersion: 2, body: receipt }, bank);
    await settled('use', 'bank/u1', 3);
    expect((await clientOf(person).records.get('use', 'bank/u1')).record.status).to.equal('opened');
  });

  it('tells a denial from a refusal', async () => {
    await send({ action: 'consent.withdraw', target: 'bank/c1', expectedVersion: 2, body: {} }, person);
    const request = { consent: 'bank/c1', purpose: PURPOSE, fields, reference: digests, request: digests };
    const receipt = await send(
      { action: 'use.request', target: 'bank/u2', expectedVersion: 0, body: request },
      bank,
    );
    expect(receipt.denied).to.equal('CONSENT_WITHDRAWN');
    const order = { action: 'use.request', target: 'fund/u3', expectedVersion: 0, body: request } as const;
    await expectCode('SIGNER_NOT_ENTITLED', () => send(order, fund));
    const outcomes = await clientOf().commands.sendAll([
      await signed(order, fund),
      await signed(order, bank),
    ]);
    expect(outcomes.map(({ error }) => error?.code)).to.deep.equal(['SIGNER_NOT_ENTITLED', 'RECORD_FOREIGN']);
  });

  it('follows events from the beginning, and from any of them', async () => {
    const take = async (count: number, after?: string) => {
      const events = [];
      const options = { kind: 'use', ...(after === undefined ? {} : { after }) } as const;
      for await (const event of clientOf(person).records.events(options)) {
        events.push(event);
        if (events.length === count) break;
      }
      return events;
    };
    const all = await take(4);
    expect(all.map(({ action }) => action)).to.deep.equal([
      'use.request',
      'use.deliver',
      'use.open',
      'use.request',
    ]);
    expect((await take(2, all[1]?.id)).map(({ id }) => id)).to.deep.equal(all.slice(2).map(({ id }) => id));
  });

  it('proves a record and a collection by endorsed reads', async () => {
    const nonce = 'c'.repeat(32);
    const reads = await clientOf(bank).records.read('consent', 'bank/c1', nonce);
    expect(reads).not.to.have.length(0);
    const entries = await clientOf(bank).records.collection('uses/bank/c1');
    expect(entries.map(({ number, version }) => [number, version])).to.deep.equal([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 1],
    ]);
  });
});
