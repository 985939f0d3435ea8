import { logKey } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  newNoteSigner,
  type Signer,
  signNote,
} from '@quancheng/protocol';
import { type Commander, submitCommand } from './submit-command.js';

/** Registers the evidence log with its signed empty tree, unless it is there already. */
export async function registerLog(
  ledger: Ledger,
  operator: Commander,
  origin: string,
  logSigner: Signer,
): Promise<void> {
  const { values } = await ledger.read([logKey(origin)]);
  if (values.get(logKey(origin)) !== null) return;
  const signer = newNoteSigner(origin, logSigner);
  const checkpoint = formatCheckpoint({ origin, size: 0, rootHash: emptyRoot });
  await submitCommand(ledger, operator, {
    action: 'log.register',
    target: origin,
    expectedVersion: 0,
    body: { verifierKey: formatVerifierKey(signer.key), note: formatNote(signNote(checkpoint, [signer])) },
  });
}
