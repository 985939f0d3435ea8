import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { QuanchengError } from '@quancheng/protocol';
import { newGuardian } from './guardian.js';
import { type RunningProcess, describeProcess, removeProcessFile, writeProcessFile } from './process-file.js';
import { type Program, programEnvironment } from './program.js';

const patience = 10_000;

/** Programs that run until they are stopped together. */
export interface ProgramGroup {
  readonly running: readonly RunningProcess[];
  /** Starts a program; its output is appended to `<logs>/<name>.log`. */
  start(program: Program): Promise<void>;
  /** Ends one program at once (SIGKILL), as a crash would; it may be started again under its name. */
  kill(name: string): Promise<void>;
  /** Ends one program as `stop` does, so that it may be started again; does nothing if it is not running. */
  end(name: string): Promise<void>;
  /** Throws FABRIC_PROGRAM_FAILED if one of the programs has ended by itself or all are being stopped, or the abort signal's reason. */
  assertAlive(): void;
  /** Ends all programs: politely, then after ten seconds by force. May be called twice. */
  stop(): Promise<void>;
}

export interface ProgramGroupOptions {
  /** Folder of the log files. */
  readonly logs: string;
  readonly processFile: string;
  readonly signal?: AbortSignal | undefined;
}

interface Started {
  readonly entry: RunningProcess;
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function spawnLogged(program: Program, logs: string): Promise<Started> {
  await mkdir(logs, { recursive: true });
  const log = await open(join(logs, `${program.name}.log`), 'a', 0o600);
  try {
    // Fabric's programs write keys, too (a peer: how it reaches its chaincode), and readable for everybody.
    const umask = process.umask(0o077);
    const child = spawn(program.command, program.arguments, {
      cwd: program.folder,
      env: programEnvironment(program.environment),
      stdio: ['ignore', log.fd, log.fd],
      // A group of its own: Ctrl-C must reach the keeper alone, which then stops the programs in order.
      detached: true,
    });
    process.umask(umask);
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    return { entry: await describeProcess(program.name, child.pid ?? 0), child, exited };
  } catch (cause) {
    throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${program.name} cannot be started`, { cause });
  } finally {
    await log.close();
  }
}

/** Asks programs to end, and ends them by force after ten seconds. */
async function endPolitely(programs: readonly Started[]): Promise<void> {
  for (const { child } of programs) {
    child.kill('SIGTERM');
  }
  const all = Promise.all(programs.map(({ exited }) => exited));
  const abort = new AbortController();
  await Promise.race([all, delay(patience, undefined, { signal: abort.signal }).catch(() => undefined)]);
  abort.abort();
  for (const { child } of programs.filter((each) => !hasEnded(each.child))) {
    child.kill('SIGKILL');
  }
  await all;
}

/** Makes an empty group that records its processes in `processFile`. */
export function newProgramGroup({ logs, processFile, signal }: ProgramGroupOptions): ProgramGroup {
  let started: Started[] = [];
  const guardian = newGuardian();
  let stopping: Promise<void> | undefined;

  async function start(program: Program): Promise<void> {
    const each = await spawnLogged(program, logs);
    guardian.watch(each.entry.pid);
    started.push(each);
    await record();
  }

  async function record(): Promise<void> {
    const keeper = await describeProcess('keeper', process.pid);
    await writeProcessFile(processFile, { keeper, programs: started.map(({ entry }) => entry) });
  }

  async function kill(name: string): Promise<void> {
    const killed = started.find(({ entry }) => entry.name === name);
    if (killed === undefined) {
      throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${name} is not running`);
    }
    started = started.filter((each) => each !== killed);
    killed.child.kill('SIGKILL');
    await killed.exited;
    guardian.forget(killed.entry.pid);
    await record();
  }

  async function end(name: string): Promise<void> {
    const ended = started.filter(({ entry }) => entry.name === name);
    started = started.filter((each) => !ended.includes(each));
    await endPolitely(ended);
    for (const { entry } of ended) {
      guardian.forget(entry.pid);
    }
    await record();
  }

  function assertAlive(): void {
    signal?.throwIfAborted();
    if (stopping !== undefined) {
      throw new QuanchengError('FABRIC_PROGRAM_FAILED', 'the network is being stopped');
    }
    const ended = started.find(({ child }) => hasEnded(child));
    if (ended !== undefined) {
      const { name } = ended.entry;
      throw new QuanchengError(
        'FABRIC_PROGRAM_FAILED',
        `${name} ended by itself; see ${join(logs, `${name}.log`)}`,
      );
    }
  }

  async function stopAll(): Promise<void> {
    await endPolitely(started);
    guardian.dismiss();
    await removeProcessFile(processFile);
  }

  return {
    get running() {
      return started.filter(({ child }) => !hasEnded(child)).map(({ entry }) => entry);
    },
    start,
    kill,
    end,
    assertAlive,
    stop: () => (stopping ??= stopAll()),
  };
}
