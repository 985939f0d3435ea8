import type { JsonObject, JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { newCommand } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { post } from './support/http.js';

const REQUESTS = 150;
const days = {
  title: '日历',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2026-12-31',
};

interface Answer {
  readonly transaction: string;
  readonly outcomes: readonly JsonObject[];
}

describe('commands at the gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  before(async () => {
    world = await openGatewayWorld();
  });
  after(() => world.close());

  const calendar = (name: string, action = 'calendar.define', expectedVersion = 0): JsonValue =>
    newCommand({
      action,
      target: `${registrar.participant}/${name}`,
      expectedVersion,
      body: days,
      parties: [registrar],
      issued: new Date().toISOString(),
      expires: new Date(Date.now() + 3_600_000).toISOString(),
    }) as never;

  const order = async (...envelopes: readonly JsonValue[]): Promise<Answer> => {
    const { status, json, text } = await post(
      `${world.gateway.address}/v1/commands`,
      JSON.stringify({ envelopes }),
    );
    expect(status, text).to.equal(200);
    return json as never;
  };

  it('go to the ledger together when many come at once, and each is answered with its own outcome', async () => {
    const names = Array.from({ length: REQUESTS }, (_, index) => `many-${index}`);
    const answers = await Promise.all(names.map((name) => order(calendar(name))));
    expect(answers.map(({ outcomes }) => outcomes[0]?.['outcome'])).to.deep.equal(names.map(() => 'done'));
    expect(new Set(answers.map(({ outcomes }) => outcomes[0]?.['id'])).size).to.equal(REQUESTS);
    expect(new Set(answers.map(({ transaction }) => transaction)).size).to.be.lessThan(REQUESTS / 2);
  });

  it('about one record keep their order, and of two that saw the same version one wins', async () => {
    await order(calendar('raced'));
    const changes = Array.from({ length: 20 }, () => order(calendar('raced', 'calendar.change', 1)));
    const codes = (await Promise.all(changes)).map(({ outcomes }) => outcomes[0]?.['code'] ?? 'done');
    expect(codes.filter((code) => code === 'done')).to.have.length(1);
    expect(codes.filter((code) => code === 'VERSION_CONFLICT')).to.have.length(19);
    const steps = [1, 2, 3, 4].map((version) => order(calendar('raced', 'calendar.change', version + 1)));
    expect((await Promise.all(steps)).map(({ outcomes }) => outcomes[0]?.['outcome'])).to.deep.equal([
      'done',
      'done',
      'done',
      'done',
    ]);
  });

  it('sent twice are carried out once', async () => {
    const envelope = calendar('twice');
    const answers = await Promise.all([order(envelope), order(envelope, envelope), order(envelope)]);
    const outcomes = answers.flatMap((answer) => answer.outcomes.map(({ outcome }) => outcome));
    expect(outcomes.sort()).to.deep.equal(['done', 'repeated', 'repeated', 'repeated']);
  });
});
