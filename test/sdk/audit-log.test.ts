import { expect } from 'chai';
import {
  concatBytes,
  formatCheckpoint,
  formatEntryBundle,
  formatNote,
  leafHash,
  merkleRoot,
  newNoteSigner,
  newSigner,
  QuanchengError,
  signNote,
  TILE_WIDTH,
  tilePath,
  entryBundlePath,
} from '@quancheng/protocol';
import { auditLog, type LogReader } from '@quancheng/sdk';
import { expectCode } from './support/expect-code.js';

const origin = 'log.example/quancheng';
const logKey = newNoteSigner(origin, newSigner('ed25519', new Uint8Array(32).fill(7)));

/** The files of a small real log. */
function newLog(size: number): Map<string, Uint8Array> {
  const entries = Array.from({ length: size }, (_, index) => Buffer.from(`entry ${index}`));
  const hashes = entries.map((entry) => leafHash(entry));
  const files = new Map<string, Uint8Array>();
  for (let first = 0; first < size; first += TILE_WIDTH) {
    const part = entries.slice(first, first + TILE_WIDTH);
    files.set(entryBundlePath(first / TILE_WIDTH, part.length), formatEntryBundle(part));
    files.set(
      tilePath(0, first / TILE_WIDTH, part.length),
      concatBytes(...hashes.slice(first, first + TILE_WIDTH)),
    );
  }
  const full = Math.floor(size / TILE_WIDTH);
  const parents = Array.from({ length: full }, (_, index) =>
    merkleRoot(hashes.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)),
  );
  if (full > 0) files.set(tilePath(1, 0, full), concatBytes(...parents));
  const text = formatCheckpoint({ origin, size, rootHash: merkleRoot(hashes) });
  files.set('checkpoint', Buffer.from(formatNote(signNote(text, [logKey]))));
  return files;
}

function readerOf(files: ReadonlyMap<string, Uint8Array>): LogReader {
  return (path) => {
    const file = files.get(path);
    return file === undefined
      ? Promise.reject(new QuanchengError('FILE_UNREADABLE', path))
      : Promise.resolve(file);
  };
}

const audit = { keysOf: (name: string) => (name === origin ? [logKey.key] : []) };

describe('log audit', () => {
  for (const size of [0, 1, 255, 256, 257, 700]) {
    it(`rebuilds a log of ${size} entries`, async () => {
      const seen: number[] = [];
      const checkpoint = await auditLog(readerOf(newLog(size)), {
        ...audit,
        onProgress: (n) => seen.push(n),
      });
      expect(checkpoint.size).to.equal(size);
      expect(seen.at(-1) ?? 0).to.equal(size);
    });
  }

  it('notices a flipped byte in every file', async () => {
    const files = newLog(520);
    for (const [path, bytes] of files) {
      const flipped = Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 2 ? byte ^ 1 : byte));
      const spoilt = new Map(files).set(path, flipped);
      const error = await auditLog(readerOf(spoilt), audit).then(
        () => undefined,
        (cause: unknown) => cause,
      );
      expect(error, path).to.be.instanceOf(QuanchengError);
    }
  });

  it('notices a log that signs another root', async () => {
    const files = newLog(3).set('checkpoint', newLog(4).get('checkpoint')!);
    await expectCode('FILE_UNREADABLE', () => auditLog(readerOf(files), audit));
    const other = formatCheckpoint({ origin, size: 3, rootHash: merkleRoot([leafHash(Buffer.from('x'))]) });
    files.set('checkpoint', Buffer.from(formatNote(signNote(other, [logKey]))));
    await expectCode('LOG_MISMATCH', () => auditLog(readerOf(files), audit));
  });

  it('trusts no key that it was not given', async () => {
    await expectCode('KEY_UNKNOWN', () => auditLog(readerOf(newLog(1)), { keysOf: () => [] }));
    const stranger = newNoteSigner(origin, newSigner('ed25519', new Uint8Array(32).fill(8)));
    await expectCode('NOTE_UNVERIFIED', () =>
      auditLog(readerOf(newLog(1)), { keysOf: () => [stranger.key] }),
    );
  });
});
