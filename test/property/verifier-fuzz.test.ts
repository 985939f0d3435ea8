import { canonicalize, isQuanchengError, type JsonValue } from '@quancheng/protocol';
import {
  formatBundle,
  formatPackage,
  verifyBundle,
  verifyEndorsedRead,
  verifyPackage,
  verifyTrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import fc from 'fast-check';
import { newStandardEvidence, ORIGINAL_KEY, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { ORIGINAL } from '../support/evidence/statements.js';

const { world, single, members, committed, bundle } = newStandardEvidence();
const trustRoot = world.consortium.root;
const options = { trustRoot, time: VERIFIED_AT };
const packages = [
  formatPackage(world.packageOf(single, { promise: single.promise })),
  formatPackage(world.packageOf(members[0]!)),
  formatPackage(world.packageOf(committed, { original: ORIGINAL, originalKey: ORIGINAL_KEY })),
];
const bundleBytes = formatBundle(bundle);

/** A file with some of its bytes replaced by others, more or fewer. */
function spliced(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const splice = fc.tuple(
    fc.constantFrom(...files),
    fc.nat(),
    fc.nat({ max: 40 }),
    fc.uint8Array({ maxLength: 40 }),
  );
  return splice.map(([file, position, removed, inserted]) => {
    const at = position % file.length;
    return Uint8Array.of(...file.subarray(0, at), ...inserted, ...file.subarray(at + removed));
  });
}

/** Objects that look like packages and bundles. */
const lookalike = fc.record(
  Object.fromEntries(
    [
      'schema',
      'record',
      'entry',
      'proof',
      'promise',
      'reads',
      'batches',
      'checkpoints',
      'promises',
      'records',
      'original',
      'originalKey',
    ].map(
      (name) =>
        [
          name,
          fc.oneof(
            fc.jsonValue(),
            fc.constantFrom('quancheng/package/v1', 'quancheng/bundle/v1', 'AAAA', []),
          ),
        ] as const,
    ),
  ),
  { requiredKeys: [] },
);

const asBytes = (value: unknown): Uint8Array => {
  try {
    return canonicalize(value as JsonValue);
  } catch {
    return Buffer.from(JSON.stringify(value));
  }
};

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string().map((text) => Buffer.from(text)),
  fc.jsonValue().map(asBytes),
  lookalike.map(asBytes),
);

describe('verification of any bytes', () => {
  const notProven = async (bytes: Uint8Array) => {
    const results = await Promise.all([verifyPackage(bytes, options), verifyBundle(bytes, options)]);
    for (const { verdict, code } of results) {
      expect(verdict).to.equal('mismatch');
      expect(code).to.equal('PACKAGE_MALFORMED');
    }
  };

  it('resolves to a verdict, and never to a good one', () =>
    fc.assert(fc.asyncProperty(anyBytes, notProven), { numRuns: 2000 })).timeout(120_000);

  it('resolves for nesting as deep as it likes', async () => {
    for (const text of ['['.repeat(200_000), '{"a":'.repeat(200_000), `${'['.repeat(40)}${']'.repeat(40)}`]) {
      await notProven(Buffer.from(text));
    }
  });

  it('is not proven by a spliced package, unless it is the same', () =>
    fc.assert(
      fc.asyncProperty(spliced(packages), async (bytes) => {
        const { verdict, code } = await verifyPackage(bytes, options);
        if (packages.some((file) => Buffer.compare(file, bytes) === 0)) return;
        expect(verdict).to.be.oneOf(['mismatch', 'unverifiable']);
        expect(code).to.not.equal(undefined);
      }),
      { numRuns: 2000 },
    )).timeout(240_000);

  it('is not proven by a spliced bundle, unless it is the same', () =>
    fc.assert(
      fc.asyncProperty(spliced([bundleBytes]), async (bytes) => {
        const { verdict, code } = await verifyBundle(bytes, options);
        if (Buffer.compare(bundleBytes, bytes) === 0) return;
        expect(verdict).to.be.oneOf(['mismatch', 'unverifiable']);
        expect(code).to.not.equal(undefined);
      }),
      { numRuns: 1000 },
    )).timeout(240_000);

  it('throws nothing but coded errors out of reads and trust roots', () => {
    const read = world.read({ keys: ['ledger'] });
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), spliced([read, world.consortium.rootEnvelope]));
    const onlyCoded = (action: () => unknown) => {
      try {
        action();
      } catch (error) {
        if (!isQuanchengError(error)) throw error;
      }
    };
    fc.assert(
      fc.property(bytes, (input) => {
        onlyCoded(() => verifyEndorsedRead(input, trustRoot));
        onlyCoded(() => verifyTrustRoot(input));
      }),
      { numRuns: 3000 },
    );
  }).timeout(120_000);
});
