import {
  verifyAsOf,
  verifyCollection,
  verifyEndorsedRead,
  verifyTrustRoot,
  verifyVersions,
  type TrustRoot,
} from '@quancheng/verifier';
import { decodeBase64, parsePublicKey, verifyEnvelope, type Envelope, type KeyId } from '@quancheng/protocol';
import { expect } from 'chai';
import { newFlowTrustRoot } from '../../support/flow-trust-root.js';
import { depositProof, evidenceLog, LOG_SIZE } from '../support/deposits.js';
import { keyNumber } from '../support/history.js';
import { proveCollection, proveRecord, type Proofs } from '../support/proofs.js';
import { digestOf, isChain, rootFrom, statementDigest, type Json } from '../support/recompute.js';
import type { RightsStage } from '../support/rights-stage.js';
import { CERTIFICATE, CONSENT, DEPOSIT, playStory, USES, type Story } from '../support/story.js';
import { counts, records, statuses, steps } from './story-table.js';

/** All that a stranger has: bytes, and the trust root that it trusts. */
interface Carried {
  readonly proofs: ReadonlyMap<string, Proofs>;
  readonly uses: Proofs;
  readonly anchor: Uint8Array;
  /** Commands as their signers made them, by their digests, and the ledger’s word on the signers’ keys. */
  readonly commands: ReadonlyMap<string, Envelope>;
  readonly keys: Uint8Array;
  readonly root: TrustRoot;
}

export function defineStory(stageOf: () => RightsStage): void {
  describe('a utility’s data asset, a resident’s consent', () => {
    let story: Story;
    let carried: Carried;

    it('from the evidence to the registration, from the consent to the use that is denied', async () => {
      const { submitted } = stageOf();
      const begun = submitted.length;
      story = await playStory(stageOf());
      expect(story.fourth).to.deep.include({ outcome: 'done' });
      expect(story.fourth.result).to.include({ denied: 'CONSENT_WITHDRAWN' });
      carried = await carry(stageOf(), submitted.slice(begun));
    });

    it('a stranger proves every version of every record, offline', () => {
      for (const record of records) expectWhole(carried, record);
    });
    it('and by whose signed command each came to be', () => {
      for (const record of records) expectCommanded(carried, record);
    });
    it('and that these are all uses of the consent, in one sequence', () => expectAllUses(carried));
    it('and that the evidence was there before the application', () => expectEvidence(carried));
    for (const [index, part] of ['the objection', 'the first use', 'the withdrawal'].entries()) {
      it(`and how everything was after ${part}`, () => expectAsOf(carried, story.moments, index));
    }
  });
}

async function carry({ world }: RightsStage, submitted: readonly Envelope[]): Promise<Carried> {
  const { connection, definitions, organisations, ledger } = world;
  const { channel, chaincode } = connection;
  const envelope = newFlowTrustRoot({ channel, chaincode, organisations }, ['1.0.0'], definitions);
  const proofs = new Map<string, Proofs>();
  for (const record of records) proofs.set(record, await proveRecord(ledger, record));
  const commands = new Map(submitted.map((each) => [statementDigest(each), each]));
  const keys = new Set(submitted.flatMap(({ signatures }) => signatures.map(({ keyid }) => `key/${keyid}`)));
  return {
    proofs,
    commands,
    keys: (await ledger.endorsedRead([...keys].sort())).payload,
    uses: await proveCollection(ledger, `uses/${CONSENT}`),
    anchor: (await ledger.endorsedRead([`anchor/${evidenceLog.origin}/${keyNumber(LOG_SIZE)}`])).payload,
    root: verifyTrustRoot(envelope),
  };
}

interface Value {
  readonly [name: string]: Json;
}

/** What organisations signed, by state key; how the values hang together is recomputed with Node.js alone. */
function answersOf(proofs: Proofs, root: TrustRoot): ReadonlyMap<string, Value> {
  const answers = proofs.flatMap((proof) => verifyEndorsedRead(proof, root).answers);
  return new Map(answers.map(({ key, value }) => [key, value as Value]));
}

function versionsOf({ proofs, root }: Carried, record: string): readonly Value[] {
  const answers = answersOf(proofs.get(record)!, root);
  const newest = answers.get(record)!;
  const superseded = Array.from(
    { length: Number(newest['version']) - 1 },
    (_, index) => answers.get(`version/${record}/${keyNumber(index + 1)}`)!,
  );
  return [...superseded, newest];
}

function expectWhole(carried: Carried, record: string): void {
  const versions = versionsOf(carried, record);
  const proofs = carried.proofs.get(record)!;
  expect(isChain(versions), record).to.equal(true);
  expect(versions.map(({ version }) => version)).to.deep.equal(versions.map((_, index) => index + 1));
  expect(verifyVersions(proofs, carried.root, record).versions).to.deep.equal(versions);
}

/** Signed by keys that the ledger knows as their participants’. */
function expectCommanded(carried: Carried, record: string): void {
  const keys = answersOf([carried.keys], carried.root);
  const found = versionsOf(carried, record).map(({ status, command }) => {
    const envelope = carried.commands.get(command as string)!;
    const { action, signers } = JSON.parse(
      Buffer.from(envelope.payload, 'base64').toString('utf8'),
    ) as Commanded;
    const publicKeys = signers.map(({ key, participant }) => {
      const known = keys.get(`key/${key}`)!;
      expect(known['participant']).to.equal(participant);
      return [key, parsePublicKey(decodeBase64(known['publicKey'] as string))] as const;
    });
    const required = signers.map(({ key }) => key);
    verifyEnvelope(envelope, new Map(publicKeys), required);
    return [status, action];
  });
  expect(found, record).to.deep.equal(steps[record]);
}

interface Commanded {
  readonly action: string;
  readonly signers: readonly { readonly key: KeyId; readonly participant: string }[];
}

function entriesOf({ uses, root }: Carried): readonly Value[] {
  const answers = answersOf(uses, root);
  const { count, last } = answers.get(`collection/uses/${CONSENT}`)!;
  const entries = Array.from(
    { length: Number(count) },
    (_, index) => answers.get(`entry/uses/${CONSENT}/${keyNumber(index + 1)}`)!,
  );
  expect(last).to.equal(digestOf(entries.at(-1)!));
  return entries;
}

function expectAllUses(carried: Carried): void {
  const entries = entriesOf(carried);
  expect(isChain(entries)).to.equal(true);
  const [denied, ...served] = [...USES].reverse();
  const steps = served.reverse().flatMap((use) => [1, 2, 3].map((version) => [`use/${use}`, version]));
  const all = [...steps, [`use/${denied!}`, 1]];
  expect(entries.map(({ record, version }) => [record, version])).to.deep.equal(all);
  expect(entries.map(({ number }) => number)).to.deep.equal(all.map((_, index) => index + 1));
  expect(verifyCollection(carried.uses, carried.root, `uses/${CONSENT}`).entries).to.deep.equal(entries);
}

function expectEvidence(carried: Carried): void {
  const { entry, path, index, size } = depositProof(DEPOSIT);
  const [anchor] = answersOf([carried.anchor], carried.root).values();
  const applied = versionsOf(carried, `certificate/${CERTIFICATE}`)[1]!;
  const { sha256, sm3 } = entry as Value;
  expect(applied['evidence']).to.include({ size, index, sha256, sm3 });
  expect(rootFrom(entry!, Number(index), Number(size), path as string[])).to.equal(anchor!['root']);
  expect(
    ((anchor!['at'] as Value)['time'] as string) <= ((applied['at'] as Value)['time'] as string),
  ).to.equal(true);
}

function expectAsOf(carried: Carried, moments: readonly string[], index: number): void {
  const moment = moments[index]!;
  for (const record of records) {
    const { version } = verifyAsOf(carried.proofs.get(record)!, carried.root, { record, moment });
    expect(version?.status, record).to.equal(statuses[record]![index]);
    const before = versionsOf(carried, record).filter(
      ({ at }) => ((at as Value)['time'] as string) <= moment,
    );
    expect(before.at(-1)?.['status'], record).to.equal(statuses[record]![index]);
  }
  const known = USES.flatMap((use) => versionsOf(carried, `use/${use}`));
  expect(known.filter(({ at }) => ((at as Value)['time'] as string) <= moment)).to.have.length(
    counts[index]!,
  );
}
