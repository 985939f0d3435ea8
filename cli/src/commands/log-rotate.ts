import { Command } from 'commander';
import {
  decodeHex,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  isJsonObject,
  isOrigin,
  isQuanchengError,
  newNoteSigner,
  parseParticipantId,
  parseRootHash,
  QuanchengError,
  signNote,
  type JsonObject,
  type Signer,
} from '@quancheng/protocol';
import { newClient, type QuanchengClient } from '@quancheng/sdk';
import { exitCodeHelp } from '../exit-code.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { addConfirmOption, confirm, type ConfirmOptions } from '../input/confirm.js';
import { addSettingOptions, readSettings, type SettingOptions } from '../input/settings.js';
import { openLogKey } from '../ordering/open-log-key.js';
import { openParticipant } from '../ordering/open-commander.js';
import { order } from '../ordering/order.js';
import { print } from '../output/print.js';
import { writeLogMember } from '../trust/log-member.js';
import type { TrustRoot } from '@quancheng/verifier';

interface RotateOptions extends SettingOptions, ConfirmOptions {
  readonly origin: string;
  readonly logKey: string;
  readonly newLogKey: string;
  readonly out?: string;
}

const HELP = `
The gateway goes on meanwhile, and loses no promise:
  1. add the new key file to otherLogKeys in its configuration and restart it: it signs checkpoints with both keys
  2. quancheng log rotate …
  3. quancheng trust draft --log <what --out wrote> …; the administrators sign it (quancheng trust sign); hand it out
  4. make the new file logKey and the old one otherLogKeys, and restart: from then on the new key promises
`;

/** `quancheng log rotate`: the log's operator has the ledger take a new key of the log, valid from its head on. */
export function newRotateCommand(): Command {
  const command = new Command('rotate')
    .description('Operator: give the log a new key, from its anchored size on. 更换日志密钥')
    .requiredOption('--origin <name>', 'the log’s origin 日志名称')
    .requiredOption('--log-key <file>', 'key file of the log as it is 现日志密钥')
    .requiredOption('--new-log-key <file>', 'key file of the log as it will be 新日志密钥');
  command.option('--out <file>', 'what the next trust root has to say of the log 供后继信任根使用的日志描述');
  return addConfirmOption(addSettingOptions(command))
    .addHelpText('after', `${HELP}${exitCodeHelp}`)
    .action(rotate);
}

/** The head may be anchored anew between the look at it and the command. */
const ATTEMPTS = 20;

async function rotate(options: RotateOptions): Promise<void> {
  if (!isOrigin(options.origin)) throw new QuanchengError('OPTION_INVALID', '--origin: no log’s origin');
  const operator = { ...(await openParticipant(options)), role: 'log-operator' as const, yes: true as const };
  const { home, gateways } = await readSettings(options);
  const trustRoot = await readPinnedTrustRoot(home);
  const client = newClient({ gateways, trustRoot });
  const [oldKey, newKey] = [await openLogKey(options.logKey), await openLogKey(options.newLogKey)];
  const verifierKey = formatVerifierKey(newNoteSigner(options.origin, newKey).key);
  print(`New key 新密钥: ${verifierKey}`);
  await confirm(`Rotate the key of ${options.origin} 更换日志密钥?`, options);
  for (let attempt = 1; ; attempt += 1) {
    const { version, size, root } = await readLog(client, options.origin);
    const note = signHead(options.origin, { size, root }, [oldKey, newKey]);
    const body = { verifierKey, note };
    const rotation = { action: 'log.rotate', target: options.origin, expectedVersion: version, body };
    try {
      await order(operator, rotation);
      print(`Rotated 已更换: ${options.origin}, from size 起始大小 ${size}`);
      await tellTrustRoot(trustRoot, options, { verifierKey, from: size });
      return;
    } catch (error) {
      if (!isQuanchengError(error, 'LOG_NOTE_MISMATCH') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What the successor of the trust root has to say: the old key ends where the new one begins. */
async function tellTrustRoot(
  { logs }: TrustRoot,
  { origin, out }: RotateOptions,
  key: { readonly verifierKey: string; readonly from: number },
): Promise<void> {
  print('Trust root 信任根 (logs.keys):');
  print(`  the old key 原密钥: "until": ${key.from}`);
  print(`  the new key 新密钥: {"verifierKey": ${JSON.stringify(key.verifierKey)}, "from": ${key.from}}`);
  const log = logs.find((each) => each.origin === origin);
  if (out === undefined || log === undefined) return;
  const keys = log.keys.map(({ verifierKey, from, until = key.from }) => ({
    verifierKey: formatVerifierKey(verifierKey),
    from,
    until,
  }));
  await writeLogMember(out, {
    origin: log.origin,
    operator: parseParticipantId(log.operator),
    keys: [...keys, key],
  });
  print(`Log 日志描述: ${out}`);
}

interface LogState {
  readonly version: number;
  readonly size: number;
  readonly root: string;
}

/** The log as the organisations endorse it: nothing is signed on a gateway's word. @throws LOG_UNKNOWN */
async function readLog(client: QuanchengClient, origin: string): Promise<LogState> {
  const key = `log/${origin}`;
  const log: JsonObject | undefined = (await client.readLedger([key])).get(key);
  const head = log?.['head'];
  if (log === undefined || !isJsonObject(head)) throw new QuanchengError('LOG_UNKNOWN', `no log ${origin}`);
  const { size, root } = head;
  if (typeof size !== 'number' || typeof root !== 'string') {
    throw new QuanchengError('LEDGER_ANSWER_MALFORMED', `the head of ${origin}`);
  }
  return { version: Number(log['version']), size, root };
}

function signHead(
  origin: string,
  { size, root }: Pick<LogState, 'size' | 'root'>,
  signers: readonly Signer[],
): string {
  const text = formatCheckpoint({ origin, size, rootHash: parseRootHash(decodeHex(root, 32)) });
  return formatNote(
    signNote(
      text,
      signers.map((each) => newNoteSigner(origin, each)),
    ),
  );
}
