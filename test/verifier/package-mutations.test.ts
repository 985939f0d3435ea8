import {
  addNoteSignatures,
  canonicalize,
  decodeUtf8,
  formatNote,
  newCosigner,
  parseNote,
  type JsonValue,
} from '@quancheng/protocol';
import {
  formatPackage,
  verifyPackage,
  type EvidencePackage,
  type VerificationResult,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { exhaustive } from '../support/evidence/exhaustive.js';
import { mutate } from '../support/evidence/json-mutations.js';
import {
  depositor,
  newStandardEvidence,
  ORIGINAL_KEY,
  VERIFIED_AT,
} from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { TestWorld } from '../support/evidence/test-world.js';

const { world, single, members, shared, committed } = newStandardEvidence();
const trustRoot = world.consortium.root;
const verify = (bytes: Uint8Array) => verifyPackage(bytes, { trustRoot, time: VERIFIED_AT });

const isProven = ({ verdict }: VerificationResult) => verdict === 'integrity-proven';

/** A result without what belongs to an optional member. */
function without(result: VerificationResult, id: string): VerificationResult {
  return { ...result, checks: result.checks.filter((check) => check.id !== id) };
}

describe('package with a flipped bit', () => {
  it('in any byte is refused with a code', async () => {
    const evidence = world.packageOf(single, { promise: single.promise, original: ORIGINAL });
    const bytes = formatPackage(evidence);
    expect(isProven(await verify(bytes))).to.equal(true);
    const reads = rangeOf(bytes, `"reads":["`, `"]`);
    const isInReads = (offset: number) => offset >= reads.begin && offset < reads.end;
    for (let offset = 0; offset < bytes.length; offset += isInReads(offset) && !exhaustive ? 5 : 1) {
      const result = await verify(flip(bytes, offset, offset % 8));
      expect(result.verdict, `byte ${offset}`).to.be.oneOf(['mismatch', 'unverifiable']);
      expect(result.code, `byte ${offset}`).to.not.equal(undefined);
    }
  }).timeout(600_000);

  it('in any byte of a batch member’s record, entry or proof is refused', async () => {
    const bytes = formatPackage(world.packageOf(members[3]!));
    const reads = rangeOf(bytes, `"reads":["`, `"]`);
    for (let offset = 0; offset < bytes.length; offset += 1) {
      if (offset >= reads.begin && offset < reads.end) continue;
      const result = await verify(flip(bytes, offset, (offset + 3) % 8));
      expect(result.verdict, `byte ${offset}`).to.be.oneOf(['mismatch', 'unverifiable']);
    }
  }).timeout(600_000);

  it('in an unbound byte says the same or is refused', async () => {
    const evidence = world.packageOf(committed, { originalKey: ORIGINAL_KEY });
    const witness = newCosigner('witness', testSigner('witness'), 1_800_000_000);
    const checkpoint = formatNote(addNoteSignatures(parseNote(evidence.proof.checkpoint), [witness]));
    const bytes = formatPackage({ ...evidence, proof: { ...evidence.proof, checkpoint } });
    const [before, unbound] = [
      await verify(bytes),
      [rangeOf(bytes, `"originalKey":"`, `"`), rangeOf(bytes, '— witness ', '\\n')],
    ];
    expect(isProven(before)).to.equal(true);
    let same = 0;
    for (const { begin, end } of unbound) {
      for (let bit = begin * 8; bit < end * 8; bit += 1) {
        const result = await verify(flip(bytes, bit >> 3, bit & 7));
        if (result.code !== undefined) continue;
        expect(result).to.deep.equal(before);
        same += 1;
      }
    }
    expect(same).to.be.greaterThan(100);
  }).timeout(600_000);

  it('cut anywhere is malformed', async () => {
    const bytes = formatPackage(world.packageOf(single));
    for (let length = 0; length < bytes.length; length += 1) {
      expect((await verify(bytes.subarray(0, length))).code).to.equal('PACKAGE_MALFORMED');
    }
  }).timeout(120_000);
});

describe('package with a changed member', () => {
  const packages: Readonly<Record<string, EvidencePackage>> = {
    single: world.packageOf(single, { promise: single.promise, original: ORIGINAL }),
    member: world.packageOf(members[1]!, { promise: members[1]!.promise }),
    shared: world.packageOf(shared),
    committed: world.packageOf(committed, { original: ORIGINAL, originalKey: ORIGINAL_KEY }),
  };
  /** Taking these away, or adding right ones, takes or adds their checks, and nothing else. */
  const optional: Readonly<Record<string, string>> = {
    '/promise': 'promise',
    '/original': 'original',
    '/originalKey': 'original',
  };

  /** Whole reads may be exchanged for others that answer the same; a plain digest uses no key. */
  const unbound: readonly string[] = ['/reads', '/reads/0', '/originalKey'];

  for (const [name, evidence] of Object.entries(packages)) {
    it(`${name}: is refused, or says the same without an optional member`, async () => {
      const json = toJson(evidence);
      const before = await verify(formatPackage(evidence));
      expect(isProven(before)).to.equal(true);
      const codes = new Set<string>();
      for (const other of Object.values(packages)) {
        for (const { path, about, value } of mutate(json, toJson(other))) {
          const result = await verify(canonicalize(value));
          codes.add(result.code ?? '');
          if (path === '' || !isProven(result)) continue;
          const id = ['removed', 'added'].includes(about) ? optional[path] : undefined;
          if (id !== undefined) expect(without(result, id), path).to.deep.equal(without(before, id));
          else expect([path, result]).to.deep.equal([unbound.find((each) => each === path), before]);
        }
      }
      expect(codes.size).to.be.greaterThan(5);
    }).timeout(120_000);
  }

  it('with any member there twice is malformed', async () => {
    const text = decodeUtf8(formatPackage(packages['single']!));
    for (const name of Object.keys(toJson(packages['single']!) as object)) {
      const [, member] = new RegExp(`("${name}":(?:"[^"]*"|\\[[^\\]]*\\]|\\{.*?\\}\\}?))`).exec(text) ?? [];
      const doubled = text.replace(member!, `${member!},${member!}`);
      expect((await verify(Buffer.from(doubled))).code, name).to.equal('PACKAGE_MALFORMED');
    }
  });

  it('does not improve when it was not proven', async () => {
    for (const evidence of notProven()) {
      expect(isProven(await verify(formatPackage(evidence)))).to.equal(false);
      for (const { path, about, value } of mutate(toJson(evidence), toJson(packages['single']!))) {
        // Another package, or its reads, may well prove more.
        if (['', '/reads', '/reads/0'].includes(path) && about === 'another’s') continue;
        expect(isProven(await verify(canonicalize(value))), `${path} ${about}`).to.equal(false);
      }
    }
  }).timeout(120_000);
});

function notProven(): readonly EvidencePackage[] {
  const revoked = new TestWorld(world.consortium);
  revoked.register(DEPOSITOR, [depositor.signer]);
  const record = revoked.deposit(documentStatement('one', [depositor]), [depositor]);
  const early = revoked.read({ keys: [`revocation/${depositor.signer.publicKey.keyId}`, 'ledger'] });
  revoked.revoke(depositor.signer);
  revoked.anchor();
  const keys = revoked.keysOf(record, revoked.covering(record));
  return [
    revoked.packageOf(record),
    revoked.packageOf(record, { reads: [early, revoked.read({ keys })] }),
    world.packageOf(single, {
      reads: [world.read({ keys: world.keysOf(single, world.covering(single)), endorsers: [1] })],
    }),
  ];
}

function toJson(evidence: EvidencePackage): JsonValue {
  return JSON.parse(decodeUtf8(formatPackage(evidence))) as JsonValue;
}

function flip(bytes: Uint8Array, offset: number, bit: number): Uint8Array {
  const altered = bytes.slice();
  altered[offset]! ^= 1 << bit;
  return altered;
}

/** Where in the file the first text between two others stands. */
function rangeOf(
  bytes: Uint8Array,
  before: string,
  after: string,
): { readonly begin: number; readonly end: number } {
  const file = Buffer.from(bytes);
  const begin = file.indexOf(before) + Buffer.byteLength(before);
  return { begin, end: file.indexOf(after, begin) };
}
