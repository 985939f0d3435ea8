import type { Command } from 'commander';
import { newClient } from '@quancheng/sdk';
import { registrarParticipant } from '../founding/demo-participants.js';
import { exists } from '../home/exists.js';
import type { HomeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { keyNames, keyPath } from '../home/key-names.js';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';
import {
  addGatewayOption,
  openSigner,
  readSettings,
  requireParticipant,
  type SettingOptions,
} from '../input/settings.js';
import type { RemoteCommander } from './order.js';

export type RegistrarOptions = Pick<SettingOptions, 'gateway' | 'key' | 'participant'> & ConfirmOptions;

export function addRegistrarOptions(command: Command): Command {
  return addConfirmOption(addGatewayOption(command))
    .option('--key <file>', 'the registrar’s key file (default: the one of npm start) 登记机构密钥文件')
    .option('--participant <id>', 'the registrar (default: the one of npm start) 登记机构');
}

/** Whom the options name, else the registrar of the ledger that was founded here. */
export async function registrarOptions<Options extends RegistrarOptions>(
  options: Options,
  home: HomeFolder,
): Promise<Options> {
  const key = keyPath(home, keyNames.registrar);
  if (options.key !== undefined || !(await exists(key))) return options;
  return { ...options, key, participant: options.participant ?? registrarParticipant.id };
}

/** The registrar: whom the options name, else the one of the ledger that was founded here. */
export async function openRegistrar(options: RegistrarOptions): Promise<RemoteCommander> {
  const settings = await readSettings(options);
  const chosen = await registrarOptions(options, settings.home);
  const { ledger } = await readPinnedTrustRoot(settings.home);
  const signer = await openSigner(chosen, { ...settings, profile: {} });
  return {
    client: newClient({ gateways: settings.gateways, reader: signer }),
    ledger,
    role: 'registrar',
    participant: requireParticipant(chosen, { ...settings, profile: {} }),
    signer,
    yes: options.yes,
  };
}

/** A participant that orders something about itself. */
export async function openParticipant(options: SettingOptions & ConfirmOptions): Promise<RemoteCommander> {
  const settings = await readSettings(options);
  const { ledger } = await readPinnedTrustRoot(settings.home);
  return {
    client: newClient({ gateways: settings.gateways }),
    ledger,
    role: 'participant',
    participant: requireParticipant(options, settings),
    signer: await openSigner(options, settings),
    yes: options.yes,
  };
}
