import type { JsonObject, JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { newCommand, OTHER_LEDGER, seal, type Party } from '../chaincode/support/statements.js';
import { registrar } from '../chaincode/support/test-genesis.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { post, type Answer } from './support/http.js';
import { bank, fund, rival } from './support/record-parties.js';
import { newRecordCommand, openRecordWorld, registration, type RecordWorld } from './support/record-world.js';

const days = {
  title: '日历',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2026-12-31',
};
const calendar = (target: string, by: readonly Party[]) => ({
  action: 'calendar.define',
  target,
  expectedVersion: 0,
  body: days,
  by,
});

describe('commands before they go to the ledger', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
  });
  after(() => records.close());

  const submit = (...envelopes: readonly unknown[]): Promise<Answer> =>
    post(
      `${records.world.gateway.address}/v1/commands`,
      JSON.stringify({ envelopes: envelopes as JsonValue[] }),
    );
  const codesOf = ({ json }: Answer) =>
    (json['outcomes'] as JsonObject[]).map((each) => each['code'] ?? each['outcome']);
  const name = (id: string): string => `${registrar.participant}/${id}`;
  const stranger: Party = { participant: 'bank', role: 'participant', signer: testSigner('stranger') };
  const impostor: Party = { ...registrar, signer: bank.signer };

  /** As newRecordCommand, but signed by another key than the one it names. */
  const forged = (): JsonObject => {
    const { signatures, ...own } = newRecordCommand(
      calendar(name('forged'), [registrar]),
    ) as unknown as JsonObject;
    const other = newRecordCommand(calendar(name('other'), [registrar])) as unknown as JsonObject;
    expect(signatures).not.to.deep.equal(other['signatures']);
    return { ...own, signatures: other['signatures'] ?? null };
  };
  const stripped = (): unknown => {
    const { signatures, ...rest } = newRecordCommand(
      calendar(name('stripped'), [registrar]),
    ) as unknown as JsonObject;
    const [first] = signatures as JsonObject[];
    return { ...rest, signatures: [{ ...first, keyid: bank.signer.publicKey.keyId }] };
  };

  it('are refused without a transaction for what the contract would refuse them for', async () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ['KEY_UNKNOWN', newRecordCommand(calendar('bank/x', [stranger]))],
      ['KEY_UNKNOWN', newRecordCommand(calendar(name('x'), [impostor]))],
      ['ROLE_MISSING', newRecordCommand(calendar('rival/x', [{ ...rival, role: 'registrar' }]))],
      ['SIGNATURE_INVALID', forged()],
      ['SIGNER_SET_MISMATCH', stripped()],
      ['AUDIENCE_MISMATCH', newCommand({ ...calendarOptions(), audience: OTHER_LEDGER })],
      ['STATEMENT_INVALID', seal({ schema: 'quancheng/command/v1' }, [registrar.signer])],
    ];
    for (const [code, envelope] of cases) {
      const answer = await submit(envelope);
      expect(codesOf(answer), answer.text).to.deep.equal([code]);
      expect(answer.json, code).not.to.have.property('transaction');
    }
  });

  const calendarOptions = () => ({
    action: 'calendar.define',
    target: name('elsewhere'),
    expectedVersion: 0,
    body: days,
    parties: [registrar],
  });

  it('go on without those beside them that are refused, and are answered in their places', async () => {
    const good = (id: string) => newRecordCommand(calendar(name(id), [registrar]));
    const answer = await submit(
      good('beside-1'),
      forged(),
      good('beside-2'),
      newRecordCommand(calendar('bank/x', [stranger])),
    );
    expect(codesOf(answer)).to.deep.equal(['done', 'SIGNATURE_INVALID', 'done', 'KEY_UNKNOWN']);
    expect(answer.json).to.have.property('transaction');
  });

  it('may rest on what was registered this moment, in the same request or before it', async () => {
    const newcomer: Party = { participant: 'newcomer', role: 'registrar', signer: testSigner('newcomer') };
    const own = calendar('newcomer/days', [newcomer]);
    expect(codesOf(await submit(newRecordCommand(own)))).to.deep.equal(['KEY_UNKNOWN']);
    const together = await submit(newRecordCommand(registration(newcomer)), newRecordCommand(own));
    expect(codesOf(together)).to.deep.equal(['done', 'done']);
    const late: Party = { participant: 'late', role: 'registrar', signer: testSigner('late') };
    const target = calendar('late/days', [late]);
    await records.order(registration(late));
    expect(codesOf(await submit(newRecordCommand(target)))).to.deep.equal(['done']);
    // A garbled registration opens no door for what comes behind it.
    const { signatures, ...rest } = newRecordCommand(registration(stranger)) as unknown as JsonObject;
    const [first] = signatures as JsonObject[];
    const garbled = { ...rest, signatures: [{ ...first, sig: Buffer.alloc(64, 1).toString('base64') }] };
    const behind = await submit(garbled, newRecordCommand(calendar('bank/x', [stranger])));
    expect(codesOf(behind)).to.deep.equal(['SIGNATURE_INVALID', 'KEY_UNKNOWN']);
  });

  it('whose key was revoked since are still answered as repeated', async () => {
    const old: Party = { participant: 'old', role: 'registrar', signer: testSigner('old') };
    await records.order(registration(old));
    const first = newRecordCommand(calendar('old/days', [old]));
    expect(codesOf(await submit(first))).to.deep.equal(['done']);
    await records.order({
      action: 'key.revoke',
      target: 'old',
      expectedVersion: 1,
      body: { key: old.signer.publicKey.keyId, reason: 'ceased' },
      by: [registrar],
    });
    for (let attempt = 0; ; attempt += 1) {
      const answer = await submit(newRecordCommand(calendar(`old/late-${attempt}`, [old])));
      if (codesOf(answer)[0] === 'KEY_REVOKED') break;
      expect(attempt).to.be.lessThan(50);
    }
    const again = await submit(first);
    expect(codesOf(again)).to.deep.equal(['repeated']);
    expect(again.json).not.to.have.property('transaction');
  });

  it('a participant with a quota has so many a day, also after a restart', async () => {
    const { participant } = fund;
    await records.order({
      action: 'participant.change',
      target: participant,
      expectedVersion: 1,
      body: { name: participant, type: 'agency', roles: [], quota: { commandsPerDay: 3, recordsPerDay: 0 } },
      by: [registrar],
    });
    // Refused by the contract, yet they have been there.
    const useless = () => newRecordCommand(calendar('fund/x', [fund]));
    const answers: number[] = [];
    for (let attempt = 0; attempt < 60 && answers.at(-1) !== 429; attempt += 1)
      answers.push((await submit(useless())).status);
    expect(answers.filter((status) => status === 200)).to.have.length.within(3, 59);
    const refused = await submit(useless());
    expect(refused.json).to.include({ status: 429, code: 'QUOTA_EXCEEDED' });
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 86_400);
    expect((await submit(forged())).status).to.equal(200);
    await records.world.restart();
    expect((await submit(useless())).status).to.equal(429);
  });
});
