import type { Envelope, JsonObject } from '@quancheng/protocol';
import { newCommand, type Party } from '../../chaincode/support/statements.js';
import { registrar } from '../../chaincode/support/test-genesis.js';
import { registration } from '../../chaincode/support/test-world.js';
import type { BootstrappedLedger } from '../../gateway/support/ledger-world.js';
import { timeIn } from '../../gateway/support/ledger-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';

const HOUR = 3_600_000;
const PURPOSE = `${registrar.participant}/credit`;
const REFUSED_EVERY = 20;

/** Makes offers of consent, each signed by its bank alone, each about a record of its own; one in twenty is refused. */
export interface OfferMaker {
  readonly next: () => Envelope;
}

/** Registers so many banks, a person, a fund and a purpose. */
export async function prepareOffers(world: BootstrappedLedger, signers: number): Promise<OfferMaker> {
  const banks = Array.from({ length: signers }, (_, index): Party => {
    const participant = `bank-${index}`;
    return { participant, role: 'participant', signer: testSigner(participant, 'ecdsa-p256-sha256') };
  });
  const override = { usccOverride: '压测', roles: [] };
  const others = ['fund', 'customer'].map((name) => registration(name, testSigner(name), override));
  const all = [
    ...others,
    ...banks.map(({ participant, signer }) => registration(participant, signer, override)),
  ];
  for (let start = 0; start < all.length; start += 50) await world.order(...all.slice(start, start + 50));
  await world.order({
    action: 'purpose.define',
    target: PURPOSE,
    expectedVersion: 0,
    body: profile,
    parties: [registrar],
  });
  let made = 0;
  return {
    next() {
      const bank = banks[made % banks.length]!;
      made += 1;
      return newCommand({
        action: 'consent.offer',
        target: `${bank.participant}/consent-${made}`,
        expectedVersion: 0,
        body: termsFor(bank.participant, made % REFUSED_EVERY === 0),
        parties: [bank],
        issued: timeIn(0),
        expires: timeIn(HOUR),
      });
    },
  };
}

const profile: JsonObject = {
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

function termsFor(recipient: string, isExcessive: boolean): JsonObject {
  return {
    subject: 'customer',
    controller: 'fund',
    recipient,
    purpose: PURPOSE,
    means: '接口查询',
    fields: ['housing-fund.balance'],
    separate: true,
    notice: { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), language: 'zh-CN', version: '1' },
    retentionDays: isExcessive ? 11 : 10,
    expires: timeIn(24 * HOUR),
    maximumUses: 2,
    withdrawalChannel: '泉城办 App',
    minor: false,
  };
}
