import { readFileSync } from 'node:fs';
import type { FabricNetwork } from '@quancheng/network';

/** Milliseconds of processor time by what used it: `peer`, `orderer`, `chaincode`, `client` (this process). */
export type ProcessLoad = Readonly<Record<string, number>>;

/** What a network's processes and this one have used so far. Nothing of the network's where there is no /proc. */
export function readProcessLoad({ processes }: Pick<FabricNetwork, 'processes'>): ProcessLoad {
  const load: Record<string, number> = {};
  for (const { name, pid } of processes) {
    const group = name.slice(0, name.indexOf('.'));
    load[group] = (load[group] ?? 0) + processorTime(pid);
  }
  const { user, system } = process.cpuUsage();
  return { ...load, client: (user + system) / 1_000 };
}

/** What was used between two readings, for each of `count` things that were done. */
export function loadBetween(before: ProcessLoad, after: ProcessLoad, count: number): ProcessLoad {
  return Object.fromEntries(
    Object.entries(after).map(([group, used]) => [group, (used - (before[group] ?? 0)) / count]),
  );
}

/**
 * Milliseconds of processor time that a process has used so far, its threads included; 0 where there is no /proc. Linux
 * counts in hundredths of a second (proc_pid_stat(5): utime, stime; USER_HZ).
 */
export function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
