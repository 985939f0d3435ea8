// Events as the contract sets them: consents offered, activated and used, with members as long as real ones.
import type { LedgerEvent } from '@quancheng/ledger';
import { canonicalize, type JsonObject } from '@quancheng/protocol';

const hex = (seed: number, letter: string): string => `${letter}${seed.toString(16)}`.padStart(64, '0');
const digests = (seed: number) => ({ sha256: hex(seed, 'a'), sm3: hex(seed, 'b') });
const DAY = 86_400_000;
const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Record versions of one person's consent: offered, active, then of its use: reserved, delivered, opened. */
const VERSIONS = 5;
/** Records between two versions of one: seldom are two of them folded together. */
const APART = 10_000;

const recipientOf = (number: number): string => `91370100MB284${String(number % 400).padStart(5, '0')}`;

function consentOf(number: number): JsonObject {
  return {
    id: `${recipientOf(number)}/c-${number}`,
    subject: `p-${(number * 7919).toString(16).padStart(32, '0')}`,
    controller: '11370100MB28400007',
    recipient: recipientOf(number),
    purpose: `11370100MB28400007/purpose-${number % 20}`,
    purposeVersion: 1,
    means: '接口查询',
    fields: ['housing-fund.balance', 'housing-fund.months', 'housing-fund.status'],
    separate: true,
    notice: { ...digests(number), language: 'zh-CN', version: '2026-3' },
    retentionDays: 90,
    expires: new Date(START + 30 * DAY).toISOString(),
    maximumUses: 3,
    withdrawalChannel: '泉城办 App · 我的授权',
    minor: false,
  };
}

function useOf(number: number): JsonObject {
  const { id = '', controller = '' } = consentOf(number);
  const recipient = recipientOf(number);
  return {
    id: `${recipient}/u-${number}`,
    consent: id,
    consentVersion: 2,
    provider: controller,
    consumer: recipient,
    fields: ['housing-fund.balance', 'housing-fund.months'],
    reference: digests(number + 1),
    request: digests(number + 2),
    due: new Date(START + DAY).toISOString(),
  };
}

/** The n-th record version since the beginning, with its action. */
function changeAt(index: number) {
  const round = Math.floor(index / (VERSIONS * APART));
  const place = index % (VERSIONS * APART);
  const number = round * APART + (place % APART);
  const step = Math.floor(place / APART);
  const time = new Date(START + Math.floor(index / 500) * 1_000).toISOString();
  const head = (version: number, status: string): JsonObject => ({
    version,
    status,
    at: { tick: Math.floor(index / 5_000), time },
    command: hex(index, 'c'),
    ...(version === 1 ? {} : { previous: hex(index, 'd') }),
  });
  const authentication = { means: '人脸识别', evidence: digests(number + 3), service: '11370100MB28400015' };
  if (step === 0)
    return ['consent.offer', 'consent', { ...consentOf(number), ...head(1, 'offered') }] as const;
  if (step === 1) {
    return [
      'consent.activate',
      'consent',
      { ...consentOf(number), authentication, ...head(2, 'active') },
    ] as const;
  }
  const status = ['reserved', 'delivered', 'opened'][step - 2] ?? '';
  const delivery = step === 2 ? {} : { fieldRoot: hex(number, 'e'), ciphertext: digests(number + 4) };
  return [`use.${status}`, 'use', { ...useOf(number), ...delivery, ...head(step - 1, status) }] as const;
}

/** @param perTransaction commands in one transaction, each with one record's new version; 5 transactions a block */
export function* newRecordEvents(count: number, perTransaction: number): Generator<LedgerEvent> {
  for (let transaction = 0; transaction * perTransaction < count; transaction += 1) {
    const writes = new Map<string, Uint8Array>();
    const commands = Array.from({ length: perTransaction }, (_each, place) => {
      const [action, kind, value] = changeAt(transaction * perTransaction + place);
      const target = String(value['id' as keyof typeof value]);
      const key = `${kind}/${target}`;
      writes.set(key, canonicalize(value));
      const records = [[key, Number(value['version' as keyof typeof value])]];
      return { action, records };
    });
    yield {
      name: 'commands',
      blockNumber: BigInt(Math.floor(transaction / 5) + 1),
      transactionId: hex(transaction, 'f'),
      payload: canonicalize(commands),
      writes,
    };
  }
}
