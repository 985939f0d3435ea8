import { type AsyncSigner, newClient, type QuanchengClient } from '@quancheng/sdk';
import { findPinnedTrustRoot, readPinnedTrustRoot } from '../home/trust-store.js';
import { openSigner, readSettings, requireParticipant, type SettingOptions } from '../input/settings.js';

/** Somebody who reads and orders, by one key. */
export interface Acting {
  /** Signs its requests, so that the gateway shows what this participant may see. */
  readonly client: QuanchengClient;
  readonly ledger: string;
  readonly participant: string;
  readonly signer: AsyncSigner;
}

/** @throws OPTION_MISSING, TRUST_ROOT_NOT_PINNED, FILE_UNREADABLE, PRIVATE_KEY_UNREADABLE */
export async function openActing(options: SettingOptions): Promise<Acting> {
  const settings = await readSettings(options);
  const trustRoot = await readPinnedTrustRoot(settings.home);
  const signer = await openSigner(options, settings);
  return {
    client: newClient({ gateways: settings.gateways, reader: signer, trustRoot }),
    ledger: trustRoot.ledger,
    participant: requireParticipant(options, settings),
    signer,
  };
}

/** Who only reads: by a key if one is given, else as the public; under the pinned trust root, if there is one. */
export async function openReading(options: SettingOptions): Promise<QuanchengClient> {
  const settings = await readSettings(options);
  const { gateways, profile, home } = settings;
  const trustRoot = await findPinnedTrustRoot(home);
  const root = trustRoot === undefined ? {} : { trustRoot };
  if (options.key === undefined && profile.key === undefined) return newClient({ gateways, ...root });
  return newClient({ gateways, ...root, reader: await openSigner(options, settings) });
}

/** Who reads what will be proven: under the pinned trust root. @throws TRUST_ROOT_NOT_PINNED */
export async function openProving(options: SettingOptions): Promise<QuanchengClient> {
  const settings = await readSettings(options);
  const { gateways, profile, home } = settings;
  const trustRoot = await readPinnedTrustRoot(home);
  if (options.key === undefined && profile.key === undefined) return newClient({ gateways, trustRoot });
  return newClient({ gateways, trustRoot, reader: await openSigner(options, settings) });
}
