import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canonicalize, formatTlogProof, formatVerifierKey } from '@quancheng/protocol';
import { findInFolders, pathFolders } from '../../support/find-program.js';
import { ORIGIN } from '../../support/evidence/consortium.js';
import { witnessPolicy } from '../../support/evidence/witnesses.js';
import type { EvidenceSet } from './evidence-set.js';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('../../../outside/tlog-proofs/', import.meta.url));

/**
 * How many tlog-proofs of the set's records torchwood verifies in a second of one core: each with its checkpoint's
 * three signatures, as its function for a proof does, and without what the entry binds.
 * @returns null, and says why, where go or the modules are not there
 */
export async function proofsPerSecond(set: EvidenceSet): Promise<number | null> {
  const go = findInFolders('go', [...pathFolders(), '/usr/local/go/bin']);
  if (go === null) return absent('go is not on PATH');
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-proofs-'));
  try {
    const program = join(folder, 'tlog-proofs');
    await run(go, ['build', '-o', program, '.'], { cwd: sources });
    await writeProofs(join(folder, 'proofs'), set);
    const [log] = set.world.consortium.root.logs;
    const key = log?.keys[0]?.verifierKey;
    if (log?.origin !== ORIGIN || key === undefined) throw new Error('the test log has one key');
    await writeFile(join(folder, 'policy'), `log ${formatVerifierKey(key)}\n${witnessPolicy()}`);
    const { stdout } = await run(program, [join(folder, 'policy'), join(folder, 'proofs')]);
    const { records, seconds } = JSON.parse(stdout) as { records: number; seconds: number };
    return records / seconds;
  } catch (error) {
    return absent(String(error));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeProofs(path: string, { bundle }: EvidenceSet): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const { entry, index, proof, checkpoint } of bundle.records) {
      const hashes = proof.map((hash) => Buffer.from(hash, 'hex'));
      const text = formatTlogProof({ index, hashes, checkpoint: bundle.checkpoints[checkpoint]! });
      await file.writev([...framed(canonicalize({ ...entry })), ...framed(Buffer.from(text))]);
    }
  } finally {
    await file.close();
  }
}

function framed(bytes: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}

function absent(why: string): null {
  process.stdout.write(`no peer: ${why}\n`);
  return null;
}
