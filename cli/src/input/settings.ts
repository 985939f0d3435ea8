import { Option, type Command } from 'commander';
import { QuanchengError } from '@quancheng/protocol';
import { type AsyncSigner, newAsyncSigner, openKey, readKeyFile, readText } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';
import { type HomeFolder, homeFolder } from '../home/home-folder.js';
import { askPassphrase } from './passphrase.js';
import { type Profile, readProfile } from './profile.js';

/** Options that every command of a participant has. */
export interface SettingOptions {
  readonly profile?: string;
  readonly gateway?: readonly string[];
  readonly key?: string;
  readonly participant?: string;
}

/** Where a command's settings come from: options, then environment, then profile, then what `start` left. */
export interface Settings {
  readonly home: HomeFolder;
  readonly profile: Profile;
  /** Their addresses, the preferred one first. */
  readonly gateways: readonly string[];
}

export function addGatewayOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--gateway <url>',
      'the gateway; further ones of the ledger are turned to when it fails (default: the one of npm start) 网关地址，可重复以备切换',
    )
      .env('QUANCHENG_GATEWAY')
      .argParser((word: string, words: readonly string[] | undefined) => [
        ...(words ?? []),
        ...word.split(/[\s,]+/).filter((each) => each !== ''),
      ]),
  );
}

export function addSettingOptions(command: Command): Command {
  return addGatewayOption(command)
    .option(
      '--profile <file>',
      'settings and common members, JSON or YAML (default: profile.yaml in QUANCHENG_HOME) 配置档',
    )
    .addOption(new Option('--key <file>', 'key file 密钥文件').env('QUANCHENG_KEY'))
    .option('--participant <id>', 'for whom the key signs 参与方标识');
}

/** @throws PROFILE_INVALID, FILE_UNREADABLE */
export async function readSettings(options: SettingOptions): Promise<Settings> {
  const home = homeFolder();
  const path = options.profile ?? ((await exists(home.profile)) ? home.profile : undefined);
  const profile = path === undefined ? {} : await readProfile(path);
  const named = profile.gateways ?? (profile.gateway === undefined ? undefined : [profile.gateway]);
  const gateways = options.gateway ?? named ?? [await runningGateway(home)];
  return { home, profile, gateways };
}

async function runningGateway(home: HomeFolder): Promise<string> {
  if (await exists(home.address)) return (await readText(home.address)).trim();
  return `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;
}

/** The key that signs. @throws OPTION_MISSING, FILE_UNREADABLE, KEY_FILE_INVALID, PRIVATE_KEY_UNREADABLE */
export async function openSigner(options: SettingOptions, { profile }: Settings): Promise<AsyncSigner> {
  const path = options.key ?? profile.key;
  if (path === undefined) throw new QuanchengError('OPTION_MISSING', 'which key signs: --key <file>');
  const file = await readKeyFile(path);
  return newAsyncSigner(await openKey(file, () => askPassphrase(`Passphrase of 口令 ${path}`)));
}

/** @throws OPTION_MISSING */
export function requireParticipant(options: SettingOptions, { profile }: Settings): string {
  const participant = options.participant ?? profile.participant;
  if (participant === undefined) throw new QuanchengError('OPTION_MISSING', 'who signs: --participant <id>');
  return participant;
}
