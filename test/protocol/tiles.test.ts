import {
  TILE_WIDTH,
  entryBundlePath,
  formatEntryBundle,
  formatTilePath,
  nodeFromTile,
  parseEntryBundle,
  parseTilePath,
  tileOfNode,
  tilePath,
  tileWidth,
  treeRootNodes,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectCode } from './support/expect-code.js';
import { nodesOf, numberedLeaves } from './support/tree.js';

describe('tiles', () => {
  it('paths are those of the specification', () => {
    expect(tilePath(0, 1234067)).to.equal('tile/0/x001/x234/067');
    expect(tilePath(0, 0)).to.equal('tile/0/000');
    expect(tilePath(63, 999, 1)).to.equal('tile/63/999.p/1');
    expect(tilePath(2, 1000, 255)).to.equal('tile/2/x001/000.p/255');
    expect(entryBundlePath(1234067, 112)).to.equal('tile/entries/x001/x234/067.p/112');
  });

  it('paths read back', () => {
    const level = fc.nat({ max: 63 });
    fc.assert(
      fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (l, index, width) => {
        const hashes = { kind: 'hashes', level: l, index, width } as const;
        const entries = { kind: 'entries', index, width } as const;
        expect(parseTilePath(formatTilePath(hashes))).to.deep.equal(hashes);
        expect(parseTilePath(formatTilePath(entries))).to.deep.equal(entries);
      }),
    );
  });

  it('refuses other spellings', () => {
    const refused = [
      'tile/00/000',
      'tile/64/000',
      'tile/0/0',
      'tile/0/x000/001',
      'tile/0/x001',
      'tile/0/001/x002',
      'tile/0/001.p/0',
      'tile/0/001.p/256',
      'tile/0/001.p/01',
      'tile/0/001.p/',
      'tile/-1/000',
      'tile/entries/000/',
      '/tile/0/000',
      'tile/0/../000',
      'tile/0/x999/x999/x999/x999/x999/999',
      'tile/leaves/000',
      '',
    ];
    for (const path of refused) expectCode('TILE_MALFORMED', () => parseTilePath(path));
  });

  it('refuses levels, indexes and widths out of range', () => {
    for (const [level, index, width] of [
      [64, 0, 256],
      [-1, 0, 256],
      [0, -1, 256],
      [0, 0, 0],
      [0, 0, 257],
      [0, 0.5, 1],
    ] as const) {
      expectCode('VALUE_OUT_OF_RANGE', () => tilePath(level, index, width));
    }
  });

  it('the specification’s tree of 70,000', () => {
    expect(tileWidth(0, 272, 70_000)).to.equal(256);
    expect(tileWidth(0, 273, 70_000)).to.equal(112);
    expect(tileWidth(0, 274, 70_000)).to.equal(0);
    expect(tileWidth(1, 0, 70_000)).to.equal(256);
    expect(tileWidth(1, 1, 70_000)).to.equal(17);
    expect(tileWidth(2, 0, 70_000)).to.equal(1);
    expect(tileWidth(3, 0, 70_000)).to.equal(0);
    expect([tileWidth(0, 0, 256), tileWidth(1, 0, 256)]).to.deep.equal([256, 1]);
  });

  it('every node that a tree needs is in a tile that the tree has', () => {
    const leaves = numberedLeaves(1000);
    const getNode = nodesOf(leaves);
    for (const size of [1, 255, 256, 257, 511, 700, 1000]) {
      for (const node of treeRootNodes(size)) {
        const location = tileOfNode(node);
        const width = tileWidth(location.level, location.index, size);
        expect(location.start + location.count).to.be.at.most(width);
        const hashes = Array.from({ length: width }, (_, position) =>
          getNode(location.level * 8, location.index * TILE_WIDTH + position),
        );
        expect(nodeFromTile(location, hashes)).to.deep.equal(getNode(node.level, node.index));
        expect(nodeFromTile(location, hashes.slice(0, location.start))).to.equal(undefined);
      }
    }
  });

  it('bundles read back, and are length-prefixed', () => {
    expect(formatEntryBundle([Uint8Array.of(7), new Uint8Array()])).to.deep.equal(
      Uint8Array.of(0, 1, 7, 0, 0),
    );
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 }),
        (entries) => {
          expect(parseEntryBundle(formatEntryBundle(entries))).to.deep.equal(entries);
        },
      ),
    );
    const largest = new Uint8Array(65_535).fill(1);
    expect(parseEntryBundle(formatEntryBundle([largest]))).to.deep.equal([largest]);
  });

  it('refuses bundles that are cut off, empty or too many', () => {
    for (const bundle of [[], [0], [0, 2, 1], [0, 0, 1], new Array<number>(514).fill(0)]) {
      expectCode('TILE_MALFORMED', () => parseEntryBundle(Uint8Array.from(bundle)));
    }
    expectCode('VALUE_OUT_OF_RANGE', () => formatEntryBundle([]));
    expectCode('VALUE_OUT_OF_RANGE', () => formatEntryBundle([new Uint8Array(65_536)]));
    const tooMany = Array.from({ length: 257 }, () => new Uint8Array(1));
    expectCode('VALUE_OUT_OF_RANGE', () => formatEntryBundle(tooMany));
  });
});
