import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Linux: state and start time (clock ticks after boot) in /proc/<pid>/stat; see proc_pid_stat(5). */
async function readFromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field, the program's name, is in parentheses and may itself contain spaces and parentheses.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, started] = [fields[0], fields[19]];
  return started === undefined || state === 'Z' ? null : started;
}

async function readFromPs(pid: number): Promise<string | null> {
  return await execute('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}

/**
 * When a process started, in whatever way the operating system says it; null if there is no such process. Together with
 * the process id it is unique, where the id alone may belong to somebody else's program by now.
 */
export async function readProcessStart(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? await readFromProc(pid) : await readFromPs(pid);
}
