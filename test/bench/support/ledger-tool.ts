import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type LedgerTool = 'verify-ledger' | 'rebuild-state';

/** What a tool needed. */
export interface ToolRun {
  readonly seconds: number;
  /** Bytes at its highest. */
  readonly resident: number;
}

/** Runs one of the node's tools on a ledger, in a process of its own. */
export async function runLedgerTool(tool: LedgerTool, directory: string): Promise<ToolRun> {
  const child = fork(join(import.meta.dirname, 'ledger-tool-process.js'), [tool, directory]);
  const [[answer]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [
    [ToolRun],
    unknown,
  ];
  return answer;
}
