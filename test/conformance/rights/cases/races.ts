import { expect } from 'chai';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { deliveryBody, digests } from '../support/bodies.js';
import { registrationBody, registerCertificates } from '../support/certificates.js';
import { consentTo, useRequest } from '../support/consents.js';
import { readUses } from '../support/history.js';
import { buyers, citizen, fund, utility } from '../support/parties.js';
import { race, verdict } from '../support/race.js';
import { command, type Acknowledged, type RightsStage } from '../support/rights-stage.js';
import { draftAll, raceCertificates } from '../support/race-certificates.js';

export function defineRaces(stageOf: () => RightsStage): void {
  describe('races of many clients', () => {
    before(() => registerCertificates(stageOf(), raceCertificates.noticed, raceCertificates.registered));

    it('over-use: 20 ask for 3 uses, 3 have one, 17 are denied, and all that is on record', async () => {
      await raceForUses(stageOf(), 'bank/over-use', 3, 20);
    });

    it('the last use twice: one has it', async () => {
      await raceForUses(stageOf(), 'bank/last-use', 1, 2);
    });

    it(
      'withdrawal against use: nothing is reserved after the block of the withdrawal',
      withdrawalRace(stageOf),
    );
    it('withdrawal against delivery: it was delivered before, or denied after', deliveryRace(stageOf));
    it('two transfers of one certificate: one buyer has it', transferRace(stageOf));
    it('one deposit for several certificates: one holds the claim', depositRace(stageOf));
    it('one number and code for two certificates: one has them', numberRace(stageOf));
  });
}

async function raceForUses(
  stage: RightsStage,
  consent: string,
  maximumUses: number,
  count: number,
): Promise<void> {
  await consentTo(stage, consent, maximumUses);
  const uses = Array.from({ length: count }, (_, index) => `${consent}-${index}`);
  const answers = await race(
    stage,
    uses.map((use) => useRequest(consent, use)),
  );
  const denied = Array.from({ length: count - maximumUses }, () => 'USES_EXHAUSTED');
  const done = Array.from({ length: maximumUses }, () => 'done');
  expect(answers.map(verdict).sort()).to.deep.equal([...denied, ...done]);
  await expectOnRecord(stage, consent, uses, answers);
  const counter = { status: 'open', reserved: maximumUses, opened: 0, maximumUses };
  expect(await stage.value(`consumption/${consent}`)).to.include(counter);
}

/** What was acknowledged is what the ledger says, in one sequence without gaps: reserved first, then denied. */
async function expectOnRecord(
  stage: RightsStage,
  consent: string,
  uses: readonly string[],
  answers: readonly Acknowledged[],
): Promise<void> {
  const entries = await readUses(stage, consent);
  expect(entries.map(({ record }) => record).sort()).to.deep.equal(uses.map((use) => `use/${use}`).sort());
  for (const [index, use] of uses.entries()) {
    const { use: recorded } = entries.find(({ record }) => record === `use/${use}`)!;
    expect(recorded.denial ?? 'done', use).to.equal(verdict(answers[index]!));
    expect(recorded.status, use).to.equal(recorded.denial === undefined ? 'reserved' : 'denied');
    expect(await stage.value(`use/${use}`)).to.deep.equal(recorded);
  }
  const statuses = entries.map(({ use }) => use.status);
  expect(statuses).to.deep.equal([...statuses].sort().reverse());
}

function withdrawalRace(stageOf: () => RightsStage): () => Promise<void> {
  return async () => {
    const stage = stageOf();
    const consent = 'bank/withdrawn';
    await consentTo(stage, consent, 5);
    const uses = Array.from({ length: 5 }, (_, index) => `${consent}-${index}`);
    const [withdrawal, ...answers] = await race(stage, [
      command({
        action: 'consent.withdraw',
        target: consent,
        expectedVersion: 2,
        body: {},
        parties: [citizen],
      }),
      ...uses.map((use) => useRequest(consent, use)),
    ]);
    expect(verdict(withdrawal!)).to.equal('done');
    for (const answer of answers) {
      const isBefore = answer.block <= withdrawal!.block;
      expect(verdict(answer)).to.equal(isBefore ? 'done' : 'CONSENT_WITHDRAWN');
    }
    await expectOnRecord(stage, consent, uses, answers);
    const reserved = answers.filter((answer) => verdict(answer) === 'done').length;
    expect(await stage.value(`consumption/${consent}`)).to.include({ reserved, opened: 0 });
    expect(await stage.value(`consent/${consent}`)).to.include({ status: 'withdrawn', version: 3 });
  };
}

function deliveryRace(stageOf: () => RightsStage): () => Promise<void> {
  return async () => {
    const stage = stageOf();
    const consent = 'bank/withdrawn-on-the-way';
    await consentTo(stage, consent, 3);
    const uses = [1, 2, 3].map((index) => `${consent}-${index}`);
    for (const use of uses) await stage.submit(useRequest(consent, use));
    const [withdrawal, ...deliveries] = await race(stage, [
      command({
        action: 'consent.withdraw',
        target: consent,
        expectedVersion: 2,
        body: {},
        parties: [citizen],
      }),
      ...uses.map((target) =>
        command({
          action: 'use.deliver',
          target,
          expectedVersion: 1,
          body: deliveryBody(),
          parties: [fund],
        }),
      ),
    ]);
    expect(verdict(withdrawal!)).to.equal('done');
    let delivered = 0;
    for (const [index, delivery] of deliveries.entries()) {
      const isBefore = delivery.block <= withdrawal!.block;
      if (isBefore) delivered += 1;
      expect(verdict(delivery)).to.equal(isBefore ? 'done' : 'CONSENT_WITHDRAWN');
      const status = isBefore ? 'delivered' : 'denied';
      expect(await stage.value(`use/${uses[index]!}`)).to.include({ status, version: 2 });
    }
    // Who was denied has given back what was reserved.
    expect(await stage.value(`consumption/${consent}`)).to.include({ reserved: delivered, opened: 0 });
  };
}

function transferRace(stageOf: () => RightsStage): () => Promise<void> {
  return async () => {
    const stage = stageOf();
    const [[target]] = raceCertificates.registered;
    const answers = await race(
      stage,
      buyers.map((buyer) =>
        command({
          action: 'certificate.transfer',
          target,
          expectedVersion: 6,
          body: { document: digests('9'), transferee: buyer.participant },
          parties: [utility, buyer],
        }),
      ),
    );
    expect(answers.map(verdict).sort()).to.deep.equal(['VERSION_CONFLICT', 'done']);
    const winner = buyers[answers.findIndex((answer) => verdict(answer) === 'done')]!.participant;
    expect(await stage.value(`certificate/${target}`)).to.include({ holder: winner, version: 7 });
    for (const { participant } of buyers) {
      const count = (await stage.value(`collection/certificates/${participant}`))?.['count'];
      expect(count, participant).to.equal(participant === winner ? 1 : undefined);
    }
  };
}

function depositRace(stageOf: () => RightsStage): () => Promise<void> {
  return async () => {
    const stage = stageOf();
    const names = [1, 2, 3, 4].map((index) => `${utility.participant}/same-deposit-${index}`);
    const applications = await draftAll(stage, names, 5);
    const answers = await race(stage, applications);
    const refused = ['EVIDENCE_CLAIMED', 'EVIDENCE_CLAIMED', 'EVIDENCE_CLAIMED'];
    expect(answers.map(verdict).sort()).to.deep.equal([...refused, 'done']);
    for (const [index, name] of names.entries()) {
      const status = verdict(answers[index]!) === 'done' ? 'applied' : 'draft';
      expect(await stage.value(`certificate/${name}`)).to.include({ status });
    }
  };
}

function numberRace(stageOf: () => RightsStage): () => Promise<void> {
  return async () => {
    const stage = stageOf();
    const names = raceCertificates.noticed.map(([name]) => name).slice(1);
    const body = registrationBody('同号', stage.clock.now);
    const answers = await race(
      stage,
      names.map((target) =>
        command({ action: 'certificate.register', target, expectedVersion: 5, body, parties: [registrar] }),
      ),
    );
    expect(answers.map(verdict).sort()).to.deep.equal(['CERTIFICATE_NUMBER_TAKEN', 'done']);
    for (const [index, name] of names.entries()) {
      const status = verdict(answers[index]!) === 'done' ? 'registered' : 'publicised';
      expect(await stage.value(`certificate/${name}`)).to.include({ status });
    }
  };
}
