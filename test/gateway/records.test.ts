import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import type { JsonObject, JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { newCommand, newPossession, type Party } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, post, until } from './support/http.js';
import { timeIn } from './support/ledger-world.js';

const HOUR = 3_600_000;
const PERSON = `p-${'0123456789abcdef'.repeat(2)}`;
const PURPOSE = `${registrar.participant}/credit`;
const party = (participant: string, role = 'participant'): Party => ({
  participant,
  role,
  signer: testSigner(`records ${participant}`, 'ecdsa-p256-sha256'),
});
const fund = party('fund');
const bank = party('bank');
const rival = party('rival');
const service = party('service', 'authenticator');
const person = party(PERSON);
const court = party('court', 'court');
const digests = (letter: string) => ({ sha256: letter.repeat(64), sm3: letter.repeat(64) });
const notice = { ...digests('a'), language: 'zh-CN', version: '3' };

describe('records at the gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  const order = async (
    action: string,
    target: string,
    expectedVersion: number,
    body: object,
    by: readonly Party[],
  ) => {
    const envelope = newCommand({
      action,
      target,
      expectedVersion,
      body: body as JsonObject,
      parties: by,
      issued: timeIn(0),
      expires: timeIn(HOUR),
    });
    const { json, text } = await post(
      `${world.gateway.address}/v1/commands`,
      JSON.stringify({ envelopes: [envelope as unknown as JsonValue] }),
    );
    const [outcome] = json['outcomes'] as readonly JsonObject[];
    expect(outcome?.['outcome'], text).to.equal('done');
  };

  const read = async (path: string, by?: Party) => {
    const url = new URL(path, world.gateway.address);
    const headers =
      by === undefined ? {} : await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now());
    return get(url.href, headers);
  };

  /** Waits until the projection has a record in some version. */
  const settled = (path: string, by: Party, version: number) =>
    until(
      () => read(path, by),
      ({ status, json }) => status === 200 && (json['record'] as { version: number }).version >= version,
      ({ text }) => text,
    );

  before(async () => {
    world = await openGatewayWorld();
    for (const each of [fund, bank, rival, service, court]) {
      const { participant, signer, role } = each;
      await order(
        'participant.register',
        participant,
        0,
        {
          name: participant,
          type: 'agency',
          uscc: participant,
          usccOverride: '测试',
          roles: role === 'participant' ? [] : [role],
          possession: newPossession(participant, signer),
        },
        [registrar],
      );
    }
    await order(
      'person.register',
      PERSON,
      0,
      { authentication: digests('e'), possession: newPossession(PERSON, person.signer) },
      [service],
    );
    const profile = {
      title: '贷款审批',
      basis: '个人信息保护法 第六条',
      fields: ['housing-fund.balance'],
      sensitiveFields: [],
      termDays: 30,
      retentionDays: 10,
      maximumUses: 5,
      deliveryHours: 1,
      acknowledgementHours: 72,
      impactAssessment: false,
    };
    await order('purpose.define', PURPOSE, 0, profile, [registrar]);
    const terms = {
      subject: PERSON,
      controller: 'fund',
      recipient: 'bank',
      purpose: PURPOSE,
      means: '接口查询',
      fields: ['housing-fund.balance'],
      separate: true,
      notice,
      retentionDays: 10,
      expires: timeIn(24 * HOUR),
      maximumUses: 2,
      withdrawalChannel: '泉城办 App',
      minor: false,
    };
    await order('consent.offer', 'bank/c1', 0, terms, [bank]);
    const authentication = { means: '人脸识别', evidence: digests('f') };
    await order('consent.activate', 'bank/c1', 1, { notice, authentication }, [person, service]);
    await settled('/v1/consents/bank/c1', bank, 2);
  });
  after(() => world.close());

  it('a record goes whole to its parties and to authorities, and is unknown to everybody else', async () => {
    for (const by of [bank, fund, person, service, court]) {
      const { json } = await read('/v1/consents/bank/c1', by);
      expect(json['extent'], by.participant).to.equal('whole');
      expect(json['record']).to.include({ id: 'bank/c1', status: 'active', version: 2 });
    }
    for (const by of [rival, undefined]) {
      const answer = await read('/v1/consents/bank/c1', by);
      expect(answer.json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
      const none = await read('/v1/consents?recipient=bank', by);
      expect(none.json['items']).to.deep.equal([]);
      expect((await read('/v1/consents/bank/c1/versions', by)).status).to.equal(404);
    }
    expect((await read(`/v1/purposes/${PURPOSE}`)).json).to.include({ extent: 'whole' });
  });

  it('lists by filters, newest first, page by page, with every version', async () => {
    const { json } = await read('/v1/consents?subject=' + PERSON + '&status=active', fund);
    expect(json['items']).to.have.length(1);
    expect((await read('/v1/consents?status=withdrawn', fund)).json['items']).to.deep.equal([]);
    expect((await read('/v1/consents?text=泉城办', fund)).json['items']).to.have.length(1);
    const versions = await read('/v1/consents/bank/c1/versions?limit=1', bank);
    expect(versions.json['versions']).to.have.nested.property('[0].status', 'offered');
    const rest = await read(`/v1/consents/bank/c1/versions?after=${String(versions.json['next'])}`, bank);
    expect(rest.json['versions']).to.have.nested.property('[0].status', 'active');
  });

  it('a signature counts once, for its own request and for minutes', async () => {
    const url = new URL('/v1/consents/bank/c1', world.gateway.address);
    const sign = (now = Date.now(), signer = bank.signer, method = 'GET') =>
      signRequest(newAsyncSigner(signer), method, url, now);
    const headers = await sign();
    expect((await get(url.href, headers)).status).to.equal(200);
    const codeOf = async (with_: Readonly<Record<string, string>>, at = url.href) =>
      (await get(at, with_)).json['code'];
    expect(await codeOf(headers)).to.equal('REQUEST_REPLAYED');
    expect(await codeOf(await sign(), `${url.href}?asOf=x`)).to.equal('REQUEST_SIGNATURE_INVALID');
    expect(await codeOf(await sign(Date.now(), bank.signer, 'POST'))).to.equal('REQUEST_SIGNATURE_INVALID');
    expect(await codeOf(await sign(Date.now() - 600_000))).to.equal('REQUEST_SIGNATURE_EXPIRED');
    expect(await codeOf(await sign(Date.now() + 600_000))).to.equal('REQUEST_SIGNATURE_EXPIRED');
    expect(await codeOf(await sign(Date.now(), testSigner('nobody')))).to.equal('KEY_UNKNOWN');
    const { signature = '', ...alone } = await sign();
    expect(signature).not.to.equal('');
    expect(await codeOf(alone)).to.equal('REQUEST_SIGNATURE_INVALID');
  });

  it('events come as CloudEvents, as each reader may see them, and go on from any of them', async () => {
    const first = await eventsUntil(world.gateway.address, 2, bank);
    expect(first.map(({ type }) => type)).to.deep.equal([
      'quancheng.purpose.define',
      'quancheng.consent.offer',
    ]);
    const [, offer] = first;
    expect(offer).to.include({ specversion: '1.0', subject: 'consent/bank/c1' });
    const rest = await eventsUntil(world.gateway.address, 1, bank, offer?.id);
    expect(rest[0]).to.include({ type: 'quancheng.consent.activate' });
    const stranger = await eventsUntil(world.gateway.address, 1, rival);
    expect(stranger.map(({ type }) => type)).to.deep.equal(['quancheng.purpose.define']);
  });
});

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly specversion: string;
}

async function eventsUntil(base: string, count: number, by: Party, after?: string): Promise<CloudEvent[]> {
  const url = new URL('/v1/events', base);
  const stop = new AbortController();
  const headers = {
    ...(await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now())),
    ...(after === undefined ? {} : { 'last-event-id': after }),
  };
  const response = await fetch(url, { headers, signal: stop.signal });
  expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
  const events: CloudEvent[] = [];
  let text = '';
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) events.push(JSON.parse(data.slice(6)) as CloudEvent);
    }
    if (events.length >= count) break;
  }
  stop.abort();
  return events.slice(0, count);
}
