import type { GatewayConfiguration } from '@quancheng/gateway';
import type { Envelope, JsonObject, JsonValue } from '@quancheng/protocol';
import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import { newCommand, newPossession, type Party } from '../../chaincode/support/statements.js';
import { registrar } from '../../chaincode/support/test-genesis.js';
import { openGatewayWorld, type GatewayWorld } from './gateway-world.js';
import { get, post, until, type Answer } from './http.js';
import { timeIn } from './ledger-world.js';
import {
  bank,
  court,
  digests,
  fund,
  notice,
  PERSON,
  person,
  PURPOSE,
  rival,
  service,
} from './record-parties.js';

const HOUR = 3_600_000;

/** What somebody orders about a record. */
export interface RecordOrder {
  readonly action: string;
  readonly target: string;
  readonly expectedVersion: number;
  readonly body: object;
  readonly by: readonly Party[];
}

/** A gateway whose ledger has participants and a purpose: records can begin. */
export interface RecordWorld {
  readonly world: GatewayWorld;
  /** Through the gateway. @returns its outcome */
  send(...orders: readonly RecordOrder[]): Promise<readonly JsonObject[]>;
  /** The same; fails unless it is done. */
  order(order: RecordOrder): Promise<void>;
  /** With a signed request, unless nobody asks. */
  read(path: string, by?: Party): Promise<Answer>;
  /** Waits until the projection has a record in some version. */
  settled(path: string, by: Party, version: number): Promise<Answer>;
  close(): Promise<void>;
}

export function newRecordCommand({ action, target, expectedVersion, body, by }: RecordOrder): Envelope {
  return newCommand({
    action,
    target,
    expectedVersion,
    body: body as JsonObject,
    parties: by,
    issued: timeIn(0),
    expires: timeIn(HOUR),
  });
}

export async function openRecordWorld(change: Partial<GatewayConfiguration> = {}): Promise<RecordWorld> {
  const records = recordWorldOf(await openGatewayWorld(change));
  for (const each of [fund, bank, rival, service, court]) await records.order(registration(each));
  await records.order({
    action: 'person.register',
    target: PERSON,
    expectedVersion: 0,
    body: { authentication: digests('e'), possession: newPossession(PERSON, person.signer) },
    by: [service],
  });
  await records.order({
    action: 'purpose.define',
    target: PURPOSE,
    expectedVersion: 0,
    body: profile,
    by: [registrar],
  });
  return records;
}

function recordWorldOf(world: GatewayWorld): RecordWorld {
  const records: RecordWorld = {
    world,
    async send(...orders) {
      const envelopes = orders.map((each) => newRecordCommand(each) as unknown as JsonValue);
      const { json, text } = await post(
        `${world.gateway.address}/v1/commands`,
        JSON.stringify({ envelopes }),
      );
      const { outcomes } = json;
      if (!Array.isArray(outcomes)) throw new Error(text);
      return outcomes as readonly JsonObject[];
    },
    async order(order) {
      const [outcome] = await records.send(order);
      if (outcome?.['outcome'] !== 'done') throw new Error(JSON.stringify(outcome));
    },
    async read(path, by) {
      const url = new URL(path, world.gateway.address);
      if (by === undefined) return get(url.href);
      return get(url.href, await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now()));
    },
    settled: (path, by, version) =>
      until(
        () => records.read(path, by),
        ({ status, json }) =>
          status === 200 && (json['record'] as { readonly version: number }).version >= version,
        ({ text }) => text,
      ),
    close: () => world.close(),
  };
  return records;
}

export function registration({ participant, signer, role }: Party): RecordOrder {
  return {
    action: 'participant.register',
    target: participant,
    expectedVersion: 0,
    body: {
      name: participant,
      type: 'agency',
      uscc: participant,
      usccOverride: '测试',
      roles: role === 'participant' ? [] : [role],
      possession: newPossession(participant, signer),
    },
    by: [registrar],
  };
}

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

/** The bank asks the person for consent. */
export function offer(target: string): RecordOrder {
  const body = {
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
  return { action: 'consent.offer', target, expectedVersion: 0, body, by: [bank] };
}

/** The person consents, before the authentication service. */
export function activation(target: string): RecordOrder {
  const authentication = { means: '人脸识别', evidence: digests('f') };
  return {
    action: 'consent.activate',
    target,
    expectedVersion: 1,
    body: { notice, authentication },
    by: [person, service],
  };
}

/** The person pauses (odd steps from version 2 on) and resumes the consent. */
export function pauseOrResume(target: string, expectedVersion: number): RecordOrder {
  const action = expectedVersion % 2 === 0 ? 'consent.pause' : 'consent.resume';
  return { action, target, expectedVersion, body: {}, by: [person] };
}
