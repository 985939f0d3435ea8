import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { formatVerifierKey } from '@quancheng/protocol';
import { noteSigner, ORIGIN } from './open-log.js';

const run = promisify(execFile);

/** Whether a program can be started; otherwise says aloud what is skipped. */
export async function isThere(program: string, what: string): Promise<boolean> {
  const child = spawn(program, ['-h'], { stdio: 'ignore' });
  const isFound = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(true));
  });
  if (!isFound) console.log(`      skipped: ${program} was not found; ${what}`);
  return isFound;
}

const FSCK = process.env['TESSERA_FSCK'] ?? 'tessera-fsck';

export function hasTesseraFsck(): Promise<boolean> {
  const why =
    'set TESSERA_FSCK, or put it on PATH as tessera-fsck (go install github.com/transparency-dev/tessera/cmd/fsck@latest)';
  return isThere(FSCK, why);
}

/**
 * What Tessera's fsck says of the test log at an address, however it ends; it may hang on what it refuses, and is stopped
 * then.
 * @param keyFile where it may write the log's verifier key
 */
export async function tesseraFsck(url: string, keyFile: string): Promise<string> {
  await writeFile(keyFile, `${formatVerifierKey(noteSigner.key)}\n`);
  const words = ['--storage_url', url, '--public_key', keyFile, '--origin', ORIGIN, '--ui=false'];
  const ended = await run(FSCK, words, { timeout: 20_000 }).catch((error: unknown) => error);
  const { stdout, stderr } = ended as { stdout: string; stderr: string };
  return stdout + stderr;
}
