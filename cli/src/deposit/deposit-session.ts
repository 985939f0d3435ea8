import { newClient, type BackOff } from '@quancheng/sdk';
import type { DepositContext } from '@quancheng/sdk/node';
import type { TrustRoot } from '@quancheng/verifier';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import type { Profile } from '../input/profile.js';
import { remark } from '../output/print.js';
import { openSigner, readSettings, requireParticipant, type SettingOptions } from '../input/settings.js';

/** Everything that a deposit needs, whoever asks for it. */
export interface DepositSession extends DepositContext {
  readonly profile: Profile;
  readonly trustRoot: TrustRoot;
}

/** @param backOff how patient the client is @throws TRUST_ROOT_NOT_PINNED, OPTION_MISSING, and the errors of key file and profile */
export async function openDepositSession(
  options: SettingOptions,
  backOff?: BackOff,
): Promise<DepositSession> {
  const settings = await readSettings(options);
  const trustRoot = await readPinnedTrustRoot(settings.home);
  const participant = requireParticipant(options, settings);
  const signer = await openSigner(options, settings);
  return {
    client: newClient({
      gateway: settings.gateway,
      trustRoot,
      // A gateway may show deposited records to their parties only.
      reader: signer,
      ...(backOff === undefined ? {} : { backOff }),
      onRetry: remarkOnce('Waiting for the gateway 正在等待网关 …'),
    }),
    signer,
    participant,
    ledger: trustRoot.ledger,
    outboxes: settings.home.outbox,
    profile: settings.profile,
    trustRoot,
  };
}

/** However often a request is repeated, a person needs to read of it once. */
function remarkOnce(line: string): () => void {
  let said = false;
  return () => {
    if (!said) remark(line);
    said = true;
  };
}
