import { encodeHex, encodeUtf8, hmacSha256, hmacSm3, sha256 } from '@quancheng/protocol';
import type { EvidenceBundle } from '@quancheng/verifier';
import { bundleOf } from './bundle-builder.js';
import { newTestConsortium, type TestConsortium } from './consortium.js';
import { DEPOSITOR, documentStatement, ORIGINAL, sharingStatement, type TestSigner } from './statements.js';
import { testSigner } from './test-keys.js';
import { TestWorld, type Deposited } from './test-world.js';

export const VERIFIED_AT = '2026-11-23T10:00:00.000Z';
export const CONSUMER = '91370100MA3C00002B';
export const depositor: TestSigner = { participant: DEPOSITOR, signer: testSigner('depositor') };
export const consumer: TestSigner = {
  participant: CONSUMER,
  signer: testSigner('consumer', 'ecdsa-p256-sha256'),
};
/** HMAC key of the committed record's original. */
export const ORIGINAL_KEY = sha256(encodeUtf8('the key of an original'));

/** A small world with one record of each sort, in two anchors; the same bytes every time. */
export interface StandardEvidence {
  readonly world: TestWorld;
  /** A document by one signer, at index 0. */
  readonly single: Deposited;
  /** Five documents of one batch, at indexes 1 to 5; the first anchor ends behind them. */
  readonly members: readonly Deposited[];
  /** A sharing event that two parties signed, at index 6. */
  readonly shared: Deposited;
  /** A document that commits to its original by HMAC, at index 7; the second anchor ends behind it. */
  readonly committed: Deposited;
  readonly bundle: EvidenceBundle;
}

export function newStandardEvidence(consortium: TestConsortium = newTestConsortium()): StandardEvidence {
  const world = new TestWorld(consortium);
  world.register(DEPOSITOR, [depositor.signer]);
  world.register(CONSUMER, [consumer.signer]);
  world.state.advance();
  const single = world.deposit(documentStatement('2026-0001', [depositor]), [depositor]);
  const members = world.depositBatch(
    '2026-B',
    [0, 1, 2, 3, 4].map((index) => documentStatement(`2026-B.${index}`, [depositor])),
    [depositor],
  );
  world.anchor();
  world.state.advance();
  const both = [depositor, consumer];
  const shared = world.deposit(sharingStatement('2026-0002', both), both);
  const committed = world.deposit(documentStatement('2026-0003', [depositor], { original: commitment() }), [
    depositor,
  ]);
  world.anchor();
  world.state.advance();
  const records = [single, ...members, shared, committed];
  return { world, single, members, shared, committed, bundle: bundleOf(world, records) };
}

function commitment(): { [name: string]: string | number } {
  return {
    commitment: 'hmac',
    mediaType: 'text/plain',
    sha256: encodeHex(hmacSha256(ORIGINAL_KEY, ORIGINAL)),
    size: ORIGINAL.length,
    sm3: encodeHex(hmacSm3(ORIGINAL_KEY, ORIGINAL)),
  };
}
