import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QuanchengError } from '@quancheng/protocol';

/** The names of everything under QUANCHENG_HOME. */
export interface HomeFolder {
  readonly path: string;
  /** The pinned trust root's envelope. */
  readonly trustRoot: string;
  /** The trust root's envelope of the ledger that was founded here, which the gateway serves. */
  readonly ownTrustRoot: string;
  /** Private keys, readable by their owner only. */
  readonly keys: string;
  /** Deposits on their way, one folder each. */
  readonly outbox: string;
  /** Common members and settings that `deposit` takes where no profile is named. */
  readonly profile: string;
  /** How further gateways reach the running ledger. */
  readonly ledger: string;
  /** Where the running gateway listens. */
  readonly address: string;
  /** What the single-operator ledger was founded with. */
  readonly foundation: string;
  /** Blocks and state of the embedded node. */
  readonly node: string;
  /** Entries and index of the gateway's log. */
  readonly gateway: string;
  /** Evidence of the demonstration, the rows that it made, and whether it is done. */
  readonly evidence: string;
  readonly demoInput: string;
  readonly demoOutbox: string;
  readonly demonstration: string;
}

/** QUANCHENG_HOME, or `.quancheng` in the checkout. */
export function homeFolder(): HomeFolder {
  return folderAt(resolve(process.env['QUANCHENG_HOME'] ?? join(checkout(), '.quancheng')));
}

/** A home of its own: a ledger apart from the user's. */
export function folderAt(path: string): HomeFolder {
  return {
    path,
    trustRoot: join(path, 'trust-root.json'),
    ownTrustRoot: join(path, 'own-trust-root.json'),
    keys: join(path, 'keys'),
    outbox: join(path, 'outbox'),
    profile: join(path, 'profile.yaml'),
    ledger: join(path, 'ledger'),
    address: join(path, 'address'),
    foundation: join(path, 'foundation.json'),
    node: join(path, 'node'),
    gateway: join(path, 'gateway'),
    evidence: join(path, 'evidence'),
    demoOutbox: join(path, 'demonstration', 'outbox'),
    demoInput: join(path, 'demonstration'),
    demonstration: join(path, 'demonstration', 'done'),
  };
}

/** The repository's root, wherever the command is called from. */
export function checkout(): string {
  return dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
}

/** Creates a folder and those above it. @throws FILE_UNWRITABLE */
export async function makeFolder(path: string, mode = 0o755): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNWRITABLE', `${path} (${code})`, { cause });
  }
}
