import { cp, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openCosignedCheckpoints,
  openLevelAnchorStore,
  openLevelCosignatureStore,
  type AnchoredCheckpoint,
} from '@quancheng/gateway';
import { formatCanonical, parsePolicy } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectCode } from '../log/support/expect-code.js';
import { policyOf, witnessKey } from '../witness/support/witness-world.js';

const anchors: readonly AnchoredCheckpoint[] = [
  { size: 0, previous: undefined, note: 'log\n0\n' },
  { size: 3, previous: 0, note: 'log\n3\n' },
  { size: 300, previous: 3, note: 'log\n300\n' },
  { size: 2 ** 40, previous: 300, note: 'log\n2^40\n' },
];

describe('store of anchors', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-checkpoints-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('finds the first that covers an index, also after it is opened again', async () => {
    for (const isNew of [true, false]) {
      const store = await openLevelAnchorStore(folder);
      if (isNew) {
        expect([store.newest, await store.sizeCovering(0)]).to.deep.equal([undefined, undefined]);
        await store.add(anchors.slice(0, 2));
        await store.add(anchors.slice(2));
      }
      expect(store.newest).to.equal(2 ** 40);
      const covering = await Promise.all(
        [0, 2, 3, 299, 300, 2 ** 40 - 1, 2 ** 40].map((index) => store.sizeCovering(index)),
      );
      expect(covering).to.deep.equal([3, 3, 300, 300, 2 ** 40, 2 ** 40, undefined]);
      expect(await Promise.all([0, 2, 3, 299].map((size) => store.sizeUpTo(size)))).to.deep.equal([
        0, 0, 3, 3,
      ]);
      for (const anchor of anchors) expect(await store.read(anchor.size)).to.deep.equal(anchor);
      await expectCode(store.read(4), 'VALUE_OUT_OF_RANGE');
      await store.close();
    }
  });

  it('refuses sizes that do not grow, and takes nothing with them', async () => {
    const store = await openLevelAnchorStore(folder);
    await store.add(anchors.slice(0, 3));
    await expectCode(store.add([anchors[3]!, anchors[3]!]), 'LOG_CHECKPOINTS_CORRUPT');
    await expectCode(store.add([anchors[2]!]), 'LOG_CHECKPOINTS_CORRUPT');
    expect([store.newest, await store.sizeCovering(300)]).to.deep.equal([300, undefined]);
    await store.close();
  });

  it('lists and forgets what is beyond a size', async () => {
    const store = await openLevelAnchorStore(folder);
    await store.add(anchors);
    expect(await collect(store.beyond(-1))).to.deep.equal(anchors);
    expect(await collect(store.beyond(3))).to.deep.equal(anchors.slice(2));
    await store.cut(3);
    expect([store.newest, await collect(store.beyond(3))]).to.deep.equal([3, []]);
    await store.close();
  });

  it('loses nothing but the write that was torn, wherever it was torn', async () => {
    const store = await openLevelAnchorStore(join(folder, 'store'));
    await store.add(anchors.slice(0, 2));
    const whole = await writtenLength(join(folder, 'store'));
    await store.add(anchors.slice(2, 3));
    const path = await writtenFile(join(folder, 'store'));
    const length = await writtenLength(join(folder, 'store'));
    for (let torn = whole; torn < length; torn += 7) {
      const copy = join(folder, `torn-${torn}`);
      await cp(join(folder, 'store'), copy, { recursive: true });
      await truncate(join(copy, path), torn);
      const again = await openLevelAnchorStore(copy);
      expect(await collect(again.beyond(-1)), `torn at ${torn}`).to.deep.equal(anchors.slice(0, 2));
      await again.add(anchors.slice(2));
      expect(await again.read(300)).to.deep.equal(anchors[2]);
      await again.close();
    }
    await store.close();
  });

  it('takes over a file of lines once, without a torn last one', async () => {
    const path = join(folder, 'anchored.ndjson');
    const lines = anchors.map(({ size, previous, note }) =>
      formatCanonical({ size, note, ...(previous === undefined ? {} : { previous }) }),
    );
    await writeFile(path, `${lines.slice(0, 3).join('\n')}\n${lines[3]!.slice(0, 9)}`);
    for (let times = 0; times < 2; times += 1) {
      const store = await openLevelAnchorStore(join(folder, 'anchored'), path);
      expect(await collect(store.beyond(-1))).to.deep.equal(anchors.slice(0, 3));
      await store.close();
    }
    expect(await readdir(folder)).to.deep.equal(['anchored']);
  });

  it('holds none of hundreds of thousands in memory', async function () {
    this.timeout(60_000);
    const store = await openLevelAnchorStore(folder);
    for (let first = 1; first <= 400_000; first += 20_000) {
      await store.add(
        Array.from({ length: 20_000 }, (_, index) => {
          const size = 10 * (first + index);
          return { size, previous: size - 10, note: 'note' };
        }),
      );
    }
    await store.close();
    const before = heldBytes();
    const again = await openLevelAnchorStore(folder);
    expect(again.newest).to.equal(4_000_000);
    for (let index = 0; index < 4_000_000; index += 39_989) {
      const size = await again.sizeCovering(index);
      expect(size).to.equal(10 * (Math.floor(index / 10) + 1));
      expect((await again.read(size!)).previous).to.equal(size! - 10);
    }
    expect(heldBytes() - before).to.be.below(12 * 2 ** 20);
    await again.close();
  });
});

describe('store of cosignatures', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-checkpoints-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const keys = [witnessKey(1), witnessKey(2)] as const;
  const [one, two] = keys;
  const bothMust = parsePolicy(policyOf(keys, 2));
  const oneMust = parsePolicy(policyOf(keys, 1));

  it('gives all lines of a size, how far each witness is, and where quorums are, also when opened again', async () => {
    for (const isNew of [true, false]) {
      const cosigned = await openCosignedCheckpoints(folder, bothMust);
      if (isNew) {
        expect([cosigned.newest, cosigned.sizeOf(one)]).to.deep.equal([undefined, 0]);
        await cosigned.add({ size: 3, lines: lineOf(one) });
        expect(await cosigned.quorateFrom(0)).to.equal(undefined);
        await cosigned.add({ size: 3, lines: lineOf(two) });
        await cosigned.add({ size: 5, lines: lineOf(one) });
        await cosigned.add({ size: 2 ** 40, lines: lineOf(one) + lineOf(two) });
        await cosigned.add({ size: 2 ** 41, lines: lineOf(one) });
        await expectCode(cosigned.add({ size: 5, lines: lineOf(one) }), 'LOG_CHECKPOINTS_CORRUPT');
      }
      expect(cosigned.newest).to.equal(2 ** 41);
      expect([cosigned.sizeOf(one), cosigned.sizeOf(two)]).to.deep.equal([2 ** 41, 2 ** 40]);
      const note = async (size: number) =>
        (await cosigned.withCosignatures({ size, previous: 0, note: 'note\n' })).note;
      expect(await note(3)).to.equal(`note\n${lineOf(one)}${lineOf(two)}`);
      expect(await note(4)).to.equal('note\n');
      const quorate = await Promise.all(
        [0, 3, 4, 2 ** 40, 2 ** 40 + 1].map((size) => cosigned.quorateFrom(size)),
      );
      expect(quorate).to.deep.equal([3, 3, 2 ** 40, 2 ** 40, undefined]);
      await cosigned.close();
    }
  });

  it('counts those of the newest size on after a restart', async () => {
    const first = await openCosignedCheckpoints(folder, bothMust);
    await first.add({ size: 3, lines: lineOf(one) });
    await first.close();
    const second = await openCosignedCheckpoints(folder, bothMust);
    await second.add({ size: 3, lines: lineOf(two) });
    expect(await second.quorateFrom(0)).to.equal(3);
    await second.close();
  });

  it('finds the quorums of another trust root', async () => {
    const first = await openCosignedCheckpoints(folder, bothMust);
    await first.add({ size: 3, lines: lineOf(one) });
    await first.add({ size: 5, lines: lineOf(one) + lineOf(two) });
    await first.close();
    const expected = [
      [oneMust, 3],
      [undefined, undefined],
      [bothMust, 5],
    ] as const;
    for (const [policy, size] of expected) {
      const again = await openCosignedCheckpoints(folder, policy);
      expect(await again.quorateFrom(0)).to.equal(size);
      await again.close();
    }
  });

  it('takes over a file of lines', async () => {
    const directory = join(folder, 'cosignatures');
    const line = (size: number, lines: string) => `${formatCanonical({ lines, size })}\n`;
    await writeFile(`${directory}.ndjson`, line(3, lineOf(one)) + line(3, lineOf(two)) + '{"lines":');
    const cosigned = await openCosignedCheckpoints(directory, bothMust);
    expect([cosigned.newest, await cosigned.quorateFrom(0)]).to.deep.equal([3, 3]);
    await cosigned.close();
    expect(await readdir(folder)).to.deep.equal(['cosignatures']);
  });

  it('holds none of hundreds of thousands in memory', async function () {
    this.timeout(60_000);
    const store = await openLevelCosignatureStore(folder);
    for (let first = 1; first <= 200_000; first += 20_000) {
      await store.add(
        Array.from({ length: 20_000 }, (_, index) => {
          const size = first + index;
          return { size, lines: 'line\n', witnesses: ['one'], isQuorum: size % 1_000 === 0 };
        }),
      );
    }
    await store.close();
    const before = heldBytes();
    const again = await openLevelCosignatureStore(folder);
    expect([again.newest, again.sizeOf('one')]).to.deep.equal([200_000, 200_000]);
    for (let size = 1; size < 200_000; size += 1_999) {
      expect(await again.read(size)).to.equal('line\n');
      expect(await again.quorateFrom(size)).to.equal(1_000 * Math.ceil(size / 1_000));
    }
    expect(heldBytes() - before).to.be.below(8 * 2 ** 20);
    await again.close();
  });
});

/** A line as a witness's that nobody verifies here. */
function lineOf({ name, keyHash }: { readonly name: string; readonly keyHash: string }): string {
  const bytes = Buffer.concat([Buffer.from(keyHash, 'hex'), Buffer.alloc(72)]);
  return `— ${name} ${bytes.toString('base64')}\n`;
}

/** LevelDB's own log, which has what was written since the folder was opened. */
async function writtenFile(directory: string): Promise<string> {
  const name = (await readdir(directory)).find((each) => /^\d+\.log$/.test(each));
  if (name === undefined) throw new Error(`no log in ${directory}`);
  return name;
}

async function writtenLength(directory: string): Promise<number> {
  return (await stat(join(directory, await writtenFile(directory)))).size;
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
