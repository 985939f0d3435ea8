import { newClient, type BackOff, type DoublePromise } from '@quancheng/sdk';
import type { DepositContext } from '@quancheng/sdk/node';
import type { TrustRoot } from '@quancheng/verifier';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import type { Profile } from '../input/profile.js';
import { remark } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
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
      gateways: settings.gateways,
      trustRoot,
      // A gateway may show deposited records to their parties only.
      reader: signer,
      ...(backOff === undefined ? {} : { backOff }),
      onRetry: remarkOnce('Waiting for the gateway 正在等待网关 …'),
      onDouble: remarkDouble,
    }),
    signer,
    participant,
    ledger: trustRoot.ledger,
    outboxes: settings.home.outbox,
    profile: settings.profile,
    trustRoot,
  };
}

/** Nothing is to be undone; but whoever counts promises must know. */
function remarkDouble({ id, kept, also }: DoublePromise): void {
  remark(
    `Two logs have promised ${visibleText(id)}: ${kept.origin}, ${also.origin}. It is one record; keep both promises. 两个日志均已承诺，仍为一条记录，请保留两份承诺。`,
  );
}

/** However often a request is repeated, a person needs to read of it once. */
function remarkOnce(line: string): () => void {
  let said = false;
  return () => {
    if (!said) remark(line);
    said = true;
  };
}
