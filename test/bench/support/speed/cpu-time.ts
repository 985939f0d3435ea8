import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second wherever USER_HZ is its usual 100. */
const tick = 10;

/** CPU milliseconds (user and system) that these processes have used so far; NaN where /proc does not tell. */
export async function cpuMilliseconds(processes: readonly number[]): Promise<number> {
  const times = await Promise.all(processes.map(readOne));
  return times.reduce((sum, each) => sum + each, 0);
}

async function readOne(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name in parentheses: state is field 3 of proc_pid_stat(5), utime 14 and stime 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
