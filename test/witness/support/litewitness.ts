import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WitnessAddress } from '@quancheng/gateway';
import {
  emptyRoot,
  encodeBase64,
  formatVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from '@quancheng/protocol';
import { findProgram } from '../../support/find-program.js';
import { until } from '../../gateway/support/http.js';
import { freePort } from '../../support/free-port.js';

const run = promisify(execFile);
const PROGRAMS = ['litewitness', 'ssh-agent', 'ssh-add', 'ssh-keygen', 'sqlite3'] as const;
const NAME = 'litewitness.example/w';

/** filippo.io/torchwood's witness, which knows nothing of our ledger. */
export interface Litewitness extends WitnessAddress {
  stop(): Promise<void>;
  resume(): Promise<void>;
  /** Ends its ssh-agent, too. */
  close(): Promise<void>;
}

/** The programs that are missing here. */
export function missingPrograms(): readonly string[] {
  return PROGRAMS.filter((name) => findProgram(name) === null);
}

/** Starts one that knows this log. */
export async function startLitewitness(folder: string, logKey: VerifierKey): Promise<Litewitness> {
  const socket = join(folder, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  const keyFile = join(folder, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
  const environment = { ...process.env, SSH_AUTH_SOCK: socket };
  await until(
    () =>
      run('ssh-add', ['-q', keyFile], { env: environment }).then(
        () => true,
        () => false,
      ),
    (isAdded) => isAdded,
  );
  const [, fingerprint = ''] = (await run('ssh-keygen', ['-lf', `${keyFile}.pub`])).stdout.split(' ');
  const address = `127.0.0.1:${await freePort()}`;
  const database = join(folder, 'litewitness.db');
  const words = [
    '-name',
    NAME,
    '-db',
    database,
    '-ssh-agent',
    socket,
    '-key',
    fingerprint,
    '-listen',
    address,
  ];
  let { child, verifierKey } = await launch(words, address);
  await addLog(database, logKey);
  const stop = () => end(child);
  return {
    verifierKey,
    url: `http://${address}`,
    stop,
    async resume() {
      ({ child, verifierKey } = await launch(words, address));
    },
    async close() {
      await stop();
      await end(agent);
    },
  };
}

async function launch(words: readonly string[], address: string) {
  const child = spawn('litewitness', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const isUp = () =>
    fetch(`http://${address}/`).then(
      () => true,
      () => false,
    );
  await until(
    isUp,
    (up) => up && log.includes('vkey='),
    () => `litewitness does not start: ${log}`,
  );
  const [, vkey = ''] = /vkey=(\S+)/.exec(log) ?? [];
  return { child, verifierKey: parseVerifierKey(vkey.replace(/^"|"$/g, '')) };
}

/** Its administration is by rows in its tables. */
async function addLog(database: string, logKey: VerifierKey): Promise<void> {
  const statements = [
    `INSERT INTO log (origin, tree_size, tree_hash) VALUES ('${logKey.name}', 0, '${encodeBase64(emptyRoot)}');`,
    `INSERT INTO key (origin, key) VALUES ('${logKey.name}', '${formatVerifierKey(logKey)}');`,
  ];
  await run('sqlite3', [database, statements.join('\n')]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
