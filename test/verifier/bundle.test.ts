import { canonicalize, decodeUtf8, type JsonObject, type JsonValue } from '@quancheng/protocol';
import {
  exportPackage,
  formatBundle,
  formatPackage,
  parseBundle,
  verifyBundle,
  verifyPackage,
  type BundleOptions,
  type EvidenceBundle,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { mutate } from '../support/evidence/json-mutations.js';
import { codeOf } from '../support/evidence/codes.js';
import {
  depositor,
  newStandardEvidence,
  ORIGINAL_KEY,
  VERIFIED_AT,
} from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { bundleOf } from '../support/evidence/bundle-builder.js';
import { TestWorld } from '../support/evidence/test-world.js';

const { world, single, members, shared, committed, bundle } = newStandardEvidence();
const trustRoot = world.consortium.root;
const verify = (bytes: Uint8Array, options: Partial<BundleOptions> = {}) =>
  verifyBundle(bytes, { trustRoot, time: VERIFIED_AT, ...options });
const records = bundle.records.length;

describe('evidence bundle', () => {
  it('of every sort of record is proven', async () => {
    const result = await verify(formatBundle(bundle));
    expect([result.verdict, result.code]).to.deep.equal(['integrity-proven', undefined]);
    expect(result.records).to.have.length(records);
    expect(result.records.map(({ log }) => log?.index)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(result.checks.map(({ id, status }) => [id, status])).to.deep.equal([
      ['package', 'match'],
      ['trust-root', 'match'],
    ]);
  });

  it('is parsed and formatted without loss', () => {
    const full: EvidenceBundle = {
      ...bundle,
      records: bundle.records.map((record) => ({ ...record, original: ORIGINAL, originalKey: ORIGINAL_KEY })),
    };
    for (const each of [bundle, full]) expect(parseBundle(formatBundle(each))).to.deep.equal(each);
  });

  it('says of each record what its exported package says', async () => {
    const { records: results } = await verify(formatBundle(bundle));
    for (let position = 0; position < records; position += 1) {
      const exported = formatPackage(exportPackage(bundle, position));
      expect(await verifyPackage(exported, { trustRoot, time: VERIFIED_AT })).to.deep.equal(
        results[position],
      );
    }
    expect(codeOf(() => exportPackage(bundle, records))).to.equal('VALUE_OUT_OF_RANGE');
  });

  it('exports only the reads that a record needs, and loses no time bound', async () => {
    const late = '2026-11-23T09:40:00.000Z';
    const keys = (deposited: typeof single) => world.keysOf(deposited, world.covering(deposited));
    const reads = [
      world.read({ keys: ['tick/0'], time: late }),
      world.read({ keys: keys(single), time: late }),
      world.read({ keys: keys(shared) }),
      world.read({ keys: keys(single) }),
    ];
    const several: EvidenceBundle = { ...bundle, reads };
    const { records: results } = await verify(formatBundle(several));
    const expected = new Map([
      [0, [reads[1], reads[2]]],
      [7, [reads[2]]],
    ]);
    for (const [position, needed] of expected) {
      const exported = exportPackage(several, position);
      expect(exported.reads).to.deep.equal(needed);
      const result = await verifyPackage(formatPackage(exported), { trustRoot, time: VERIFIED_AT });
      expect(result).to.deep.equal(results[position]);
    }
  });

  it('takes the status of a key from a later read, for anchors at least two ticks before it', async () => {
    const own = new TestWorld(world.consortium);
    own.register(DEPOSITOR, [depositor.signer]);
    const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
    const anchor = own.anchor();
    const { keyId } = depositor.signer.publicKey;
    const status = [`revocation/${keyId}`, `compromise/${keyId}`];
    const first = own.read({ keys: own.keysOf(record, anchor).filter((key) => !status.includes(key)) });
    const at = async () => {
      const { code } = await verify(
        formatBundle({ ...bundleOf(own, [record]), reads: [first, own.read({ keys: status })] }),
      );
      return code;
    };
    expect(await at()).to.equal('READ_INCOMPLETE');
    own.state.advance();
    expect(await at()).to.equal('READ_INCOMPLETE');
    own.state.advance();
    expect(await at()).to.equal(undefined);
  });

  it('compares originals that are given beside it, each with its record', async () => {
    const originals = new Map([
      [0, { original: ORIGINAL }],
      [2, { original: ORIGINAL.slice(1) }],
      [7, { original: ORIGINAL, originalKey: ORIGINAL_KEY }],
    ]);
    const result = await verify(formatBundle(bundle), { originals });
    expect(result.verdict).to.equal('mismatch');
    expect(result.code).to.equal('ORIGINAL_SIZE_MISMATCH');
    const statuses = result.records.map(({ checks }) => checks.find(({ id }) => id === 'original')?.status);
    expect(statuses.map((status) => status?.slice(0, 3))).to.deep.equal([
      'mat',
      'unv',
      'mis',
      'unv',
      'unv',
      'unv',
      'unv',
      'mat',
    ]);
  });

  it('has the worst of its records’ verdicts', async () => {
    const key = world.keysOf(shared, world.covering(shared)).find((each) => each.startsWith('key/'))!;
    const keys = [...new Set([single, shared].flatMap((each) => world.keysOf(each, world.covering(each))))];
    const other = keys.filter((each) => each.startsWith('key/') && each !== key);
    const reads = [world.read({ keys: keys.filter((each) => !other.includes(each)) })];
    const result = await verify(formatBundle({ ...bundle, reads }));
    expect(result.verdict).to.equal('unverifiable');
    expect(result.code).to.equal('READ_INCOMPLETE');
    expect(result.records.map(({ verdict }) => verdict)).to.include('unverifiable');
  });

  it('needs a trust root', async () => {
    const result = await verify(formatBundle(bundle), { trustRoot: undefined });
    expect([result.verdict, result.code]).to.deep.equal(['unverifiable', 'TRUST_ROOT_NOT_PINNED']);
  });
});

describe('bundle of another form', () => {
  const json = JSON.parse(decodeUtf8(formatBundle(bundle))) as JsonObject;
  const first = (json['records'] as JsonObject[])[0]!;
  const changes: Readonly<Record<string, JsonObject>> = {
    'a checkpoint that no record names': {
      checkpoints: [...(json['checkpoints'] as string[]), (json['checkpoints'] as string[])[0]!],
    },
    'a batch that no record names': {
      batches: [...(json['batches'] as string[]), (json['batches'] as string[])[0]!],
    },
    'a promise that no record names': {
      promises: [...(json['promises'] as string[]), (json['promises'] as string[])[0]!],
    },
    'a position that is none': { records: [{ ...first, checkpoint: 9 }] },
    'no record': { records: [] },
    'no read': { reads: [] },
    'a record of both forms': { records: [{ ...first, batch: 0, member: 0, path: [], payload: 'AAAA' }] },
    'a package’s schema': { schema: 'quancheng/package/v1' },
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`${name} is malformed`, async () => {
      const result = await verify(canonicalize({ ...json, ...change }));
      expect([result.verdict, result.code, result.records]).to.deep.equal([
        'mismatch',
        'PACKAGE_MALFORMED',
        [],
      ]);
    });
  }

  it('with any changed member is refused, or says the same without an optional one', async () => {
    const before = await verify(formatBundle(bundle));
    const optional = /^\/records\/\d+\/(promise|original|originalKey)$/;
    const other = JSON.parse(
      decodeUtf8(formatBundle(bundleOf(world, [members[0]!, committed]))),
    ) as JsonValue;
    let refused = 0;
    for (const { path, about, value } of mutate(json, other)) {
      const result = await verify(canonicalize(value));
      if (result.verdict !== 'integrity-proven') {
        refused += 1;
        expect(result.code).to.not.equal(undefined);
        continue;
      }
      const fewer = ['', '/records'].includes(path) || /^\/records\/\d+$/.test(path) || optional.test(path);
      if (!fewer) expect([path, about, result]).to.deep.equal(['/reads/0', 'twice', before]);
    }
    expect(refused).to.be.greaterThan(300);
  }).timeout(300_000);
});
