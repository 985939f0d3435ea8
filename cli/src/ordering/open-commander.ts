import type { Command } from 'commander';
import { newClient } from '@quancheng/sdk';
import { registrarParticipant } from '../founding/demo-participants.js';
import { exists } from '../home/exists.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { keyNames, keyPath } from '../home/key-names.js';
import {
  addGatewayOption,
  openSigner,
  readSettings,
  requireParticipant,
  type SettingOptions,
} from '../input/settings.js';
import type { RemoteCommander } from './order.js';

export type RegistrarOptions = Pick<SettingOptions, 'gateway' | 'key' | 'participant'>;

export function addRegistrarOptions(command: Command): Command {
  return addGatewayOption(command)
    .option('--key <file>', 'the registrar’s key file (default: the one of npm start) 登记机构密钥文件')
    .option('--participant <id>', 'the registrar (default: the one of npm start) 登记机构');
}

/** The registrar: whom the options name, else the one of the ledger that was founded here. */
export async function openRegistrar(options: RegistrarOptions): Promise<RemoteCommander> {
  const settings = await readSettings(options);
  const path = keyPath(settings.home, keyNames.registrar);
  const own = options.key === undefined && (await exists(path));
  const chosen = own ? { key: path, participant: options.participant ?? registrarParticipant.id } : options;
  const { ledger } = await readPinnedTrustRoot(settings.home);
  return {
    client: newClient({ gateway: settings.gateway }),
    ledger,
    role: 'registrar',
    participant: requireParticipant(chosen, { ...settings, profile: {} }),
    signer: await openSigner(chosen, { ...settings, profile: {} }),
  };
}

/** A participant that orders something about itself. */
export async function openParticipant(options: SettingOptions): Promise<RemoteCommander> {
  const settings = await readSettings(options);
  const { ledger } = await readPinnedTrustRoot(settings.home);
  return {
    client: newClient({ gateway: settings.gateway }),
    ledger,
    role: 'participant',
    participant: requireParticipant(options, settings),
    signer: await openSigner(options, settings),
  };
}
