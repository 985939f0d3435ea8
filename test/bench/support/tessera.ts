import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram } from '../../support/find-program.js';
import { freePort } from '../../support/free-port.js';

export interface TesseraPrograms {
  readonly server: string;
  readonly hammer: string;
}

/** Entries a second that Tessera's POSIX server integrated, and what its hammer was told. */
export interface TesseraRun {
  readonly entriesPerSecond: number;
  readonly writers: number;
  readonly seconds: number;
}

/** Tessera's POSIX conformance server and hammer: TESSERA_POSIX and TESSERA_HAMMER, or on PATH under those names. */
export function findTessera(): TesseraPrograms | null {
  const server = findProgram('tessera-posix', 'TESSERA_POSIX');
  const hammer = findProgram('tessera-hammer', 'TESSERA_HAMMER');
  return server === null || hammer === null ? null : { server, hammer };
}

/**
 * Runs the server under its own hammer on loopback and counts what its checkpoint grew by.
 * One unsigned entry of `entryBytes` a request, as it has no bulk call; duplicates off.
 */
export async function runTessera(
  programs: TesseraPrograms,
  options: { readonly seconds: number; readonly writers: number; readonly entryBytes: number },
): Promise<TesseraRun> {
  const folder = await mkdtemp(join(tmpdir(), 'quancheng-tessera-'));
  const port = await freePort();
  const keys = noteKeys('tessera.example');
  await writeFile(join(folder, 'key'), keys.privateKey, { mode: 0o600 });
  const url = `http://127.0.0.1:${port}`;
  const server = start(programs.server, [
    '-storage_dir',
    join(folder, 'log'),
    '-private_key',
    join(folder, 'key'),
    '-listen',
    `127.0.0.1:${port}`,
  ]);
  let hammer: ChildProcess | undefined;
  try {
    await until(async () => (await treeSize(url)) !== null);
    hammer = start(programs.hammer, [
      '-log_url',
      url,
      '-write_log_url',
      url,
      '-log_public_key',
      keys.verifierKey,
      '-show_ui=false',
      '-num_writers',
      String(options.writers),
      '-max_write_ops',
      '1000000',
      '-leaf_min_size',
      String(options.entryBytes),
      '-dup_chance',
      '0',
      '-num_readers_full',
      '0',
      '-num_readers_random',
      '0',
      '-max_read_ops',
      '0',
    ]);
    await delay(3_000);
    const before = { size: (await treeSize(url)) ?? 0, at: performance.now() };
    await delay(options.seconds * 1_000);
    const after = { size: (await treeSize(url)) ?? 0, at: performance.now() };
    const seconds = (after.at - before.at) / 1_000;
    return { entriesPerSecond: (after.size - before.size) / seconds, writers: options.writers, seconds };
  } finally {
    await Promise.all([stop(hammer), stop(server)]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A signed-note key pair in golang.org/x/mod/sumdb/note's text forms (C2SP signed-note, type 0x01). */
function noteKeys(name: string): { privateKey: string; verifierKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const verifier = Buffer.concat([
    Buffer.of(1),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  const hash = createHash('sha256').update(`${name}\n`).update(verifier).digest('hex').slice(0, 8);
  return {
    privateKey: `PRIVATE+KEY+${name}+${hash}+${Buffer.concat([Buffer.of(1), seed]).toString('base64')}`,
    verifierKey: `${name}+${hash}+${verifier.toString('base64')}`,
  };
}

function start(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: process.env['BENCH_VERBOSE'] === '1' ? 'inherit' : 'ignore' });
}

async function stop(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function treeSize(url: string): Promise<number | null> {
  try {
    const answer = await fetch(`${url}/checkpoint`);
    return answer.ok ? Number((await answer.text()).split('\n')[1]) : null;
  } catch {
    return null;
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await condition()) {
      return;
    }
    await delay(100);
  }
  throw new Error('Tessera did not answer within 10 s.');
}
