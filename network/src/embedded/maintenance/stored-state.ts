import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { isQuanchengError } from '@quancheng/protocol';
import { LedgerStore } from '../ledger/ledger-store.js';
import { claimDirectory } from '../node/claimed-directories.js';

/** A node's state database as an inspection finds it. */
export type StoredState =
  | { readonly kind: 'open'; readonly store: LedgerStore; close(): Promise<void> }
  /** Of a backup, or of a node whose state is to be rebuilt. */
  | { readonly kind: 'absent'; close(): Promise<void> }
  /** The node runs, and has it to itself. */
  | { readonly kind: 'in use'; close(): Promise<void> }
  | { readonly kind: 'unreadable'; readonly reason: string; close(): Promise<void> };

/** Opens the state database of a data directory and keeps the node from starting meanwhile. */
export async function openStoredState(dataDirectory: string): Promise<StoredState> {
  const directory = join(dataDirectory, 'ledger', 'state');
  const close = () => Promise.resolve();
  if (!(await exists(directory))) {
    return { kind: 'absent', close };
  }
  let giveUp: () => Promise<void>;
  try {
    giveUp = await claimDirectory(dataDirectory);
  } catch (error) {
    if (isQuanchengError(error, 'EMBEDDED_NODE_LOCKED')) {
      return { kind: 'in use', close };
    }
    throw error;
  }
  try {
    const store = await LedgerStore.open(directory);
    return {
      kind: 'open',
      store,
      close: async () => {
        await store.close();
        await giveUp();
      },
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return {
      kind: 'unreadable',
      reason: cause instanceof Error ? cause.message : String(cause),
      close: giveUp,
    };
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
