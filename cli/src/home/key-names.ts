import { join } from 'node:path';
import type { HomeFolder } from './home-folder.js';

/** The key files of a ledger that was founded on this machine, under QUANCHENG_HOME/keys. */
export const keyNames = {
  administrator: (mspId: string) => `administrator-${mspId}`,
  registrar: 'registrar',
  logOperator: 'log-operator',
  /** Signs checkpoints and promises. */
  log: 'evidence-log',
  agency: 'demo-agency',
} as const;

export function keyPath(home: HomeFolder, name: string): string {
  return join(home.keys, `${name}.json`);
}
