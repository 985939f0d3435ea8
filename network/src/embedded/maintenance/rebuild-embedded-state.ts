import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { claimDirectory } from '../node/claimed-directories.js';
import { openChain } from '../ledger/open-chain.js';
import { assertLedger, segmentSizes } from './ledger-folder.js';
import { type LedgerProgressListener, newByteProgress } from './progress.js';

/** What a rebuild made. */
export interface RebuiltState {
  /** Number of blocks that the state follows from. */
  readonly height: number;
}

const discarded = 'state.discarded';

/**
 * Throws state, histories and indexes away and makes them again from the block files. Interrupted at any point it
 * leaves a state that the node, or another rebuild, completes: the savepoint goes with every block.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED while the node runs, EMBEDDED_LEDGER_MISSING, or EMBEDDED_LEDGER_DAMAGED
 */
export async function rebuildEmbeddedState(
  dataDirectory: string,
  onProgress: LedgerProgressListener = () => undefined,
): Promise<RebuiltState> {
  await assertLedger(dataDirectory);
  const giveUp = await claimDirectory(dataDirectory);
  try {
    const ledger = join(dataDirectory, 'ledger');
    await discardState(ledger);
    const progress = newByteProgress(await segmentSizes(dataDirectory), onProgress);
    const chain = await openChain(ledger, (number, position) => progress(number + 1, position));
    const { height } = chain;
    await chain.close();
    return { height };
  } finally {
    await giveUp();
  }
}

/** The renaming makes it disappear at once: what is left of a half-removed database could pass for a whole one. */
async function discardState(ledger: string): Promise<void> {
  await rm(join(ledger, discarded), { recursive: true, force: true });
  if ((await readdir(ledger)).includes('state')) {
    await rename(join(ledger, 'state'), join(ledger, discarded));
    await rm(join(ledger, discarded), { recursive: true, force: true });
  }
}
