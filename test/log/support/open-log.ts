import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvidenceLog, type EvidenceLogOptions, type Head, openEvidenceLog } from '@quancheng/gateway';
import { newNoteSigner, newSigner } from '@quancheng/protocol';
import { decodeSubmission } from './submissions.js';

export const ORIGIN = 'log.example/test';
export const noteSigner = newNoteSigner(ORIGIN, newSigner('ed25519', new Uint8Array(32).fill(7)));

/** Options for a log that nobody else holds a head of. */
export function logOptions(directory: string, changes: Partial<EvidenceLogOptions> = {}): EvidenceLogOptions {
  const heads = (): Promise<Head[]> => Promise.resolve([]);
  return { directory, origin: ORIGIN, signers: [noteSigner], decode: decodeSubmission, heads, ...changes };
}

export function openLog(directory: string, changes: Partial<EvidenceLogOptions> = {}): Promise<EvidenceLog> {
  return openEvidenceLog(logOptions(directory, changes));
}

/** Runs a test in a folder of its own. */
export function inFolder(test: (directory: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quancheng-log-'));
    try {
      await test(join(directory, 'log'));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };
}
