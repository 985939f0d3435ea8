import { spawn } from 'node:child_process';

/** Ends programs if this process goes away without having done so itself, even by SIGKILL. */
export interface Guardian {
  watch(pid: number): void;
  /** Leaves a program alone that has ended: its id may become somebody else's. */
  forget(pid: number): void;
  /** To be called after the programs have ended: nothing is killed any more. */
  dismiss(): void;
}

// The shell reads process ids from a pipe whose other end only this process holds. The pipe ends when this process
// ends, however it ends, and `read` fails. `trap`: Ctrl-C in a terminal goes to the whole process group.
const script = `
trap '' INT HUP
pids=
while read -r pid; do
  case "$pid" in
    dismiss) exit 0 ;;
    -*) kept=; for each in $pids; do [ "-$each" = "$pid" ] || kept="$kept $each"; done; pids=$kept ;;
    *) pids="$pids $pid" ;;
  esac
done
[ -z "$pids" ] && exit 0
kill -TERM $pids 2>/dev/null
sleep 5
kill -KILL $pids 2>/dev/null
exit 0
`;

export function newGuardian(): Guardian {
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  // A guardian that was killed itself must not take the network with it.
  shell.stdin.on('error', () => undefined);
  (shell.stdin as unknown as { unref(): void }).unref();
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    forget: (pid) => void shell.stdin.write(`-${pid}\n`),
    dismiss: () => void shell.stdin.end('dismiss\n'),
  };
}
