import { Command } from 'commander';
import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  isOrigin,
  newNoteSigner,
  parseParticipantId,
  QuanchengError,
  signNote,
} from '@quancheng/protocol';
import { exitCodeHelp } from '../exit-code.js';
import { addConfirmOption, type ConfirmOptions } from '../input/confirm.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { openLogKey } from '../ordering/open-log-key.js';
import { openParticipant } from '../ordering/open-commander.js';
import { order } from '../ordering/order.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { writeLogMember } from '../trust/log-member.js';

interface RegisterOptions extends SettingOptions, ConfirmOptions {
  readonly origin: string;
  readonly logKey: string;
  readonly out?: string;
}

const HELP = `
The operator has the role log-operator (quancheng onboard request --roles log-operator). Any gateway of the ledger takes the
command. Verifiers believe the log once the trust root names it: --out writes what quancheng trust draft --log takes.
运营方须有 log-operator 角色；信任根收录该日志后，核验方才予采信。
`;

/** `quancheng log register`: an operator registers the log of a new gateway on the ledger. */
export function newRegisterCommand(): Command {
  const command = new Command('register')
    .description('Operator: register a gateway’s log on the ledger. 在账本登记日志')
    .requiredOption('--origin <name>', 'the log’s origin, such as log.example/2026 日志名称')
    .requiredOption('--log-key <file>', 'key file of the log 日志密钥')
    .option('--out <file>', 'what the trust root has to say of it 供信任根使用的日志描述');
  return addConfirmOption(addSettingOptions(command))
    .addHelpText('after', `${HELP}${exitCodeHelp}`)
    .action(register);
}

async function register(options: RegisterOptions): Promise<void> {
  const { origin, out } = options;
  if (!isOrigin(origin)) throw new QuanchengError('OPTION_INVALID', '--origin: no log’s origin');
  const operator = { ...(await openParticipant(options)), role: 'log-operator' as const };
  const signer = newNoteSigner(origin, await openLogKey(options.logKey));
  const verifierKey = formatVerifierKey(signer.key);
  const empty = formatCheckpoint({ origin, size: 0, rootHash: emptyRoot });
  await order(operator, {
    action: 'log.register',
    target: origin,
    expectedVersion: 0,
    body: { verifierKey, note: formatNote(signNote(empty, [signer])) },
  });
  print(`Registered 已登记: ${origin}`);
  print(`  ${verifierKey}`);
  if (out === undefined) return;
  await writeLogMember(out, {
    origin,
    operator: parseParticipantId(operator.participant),
    keys: [{ verifierKey, from: 0 }],
  });
  print(`Log 日志描述: ${out}`);
  print(`Next 下一步: quancheng trust draft --log ${shellWord(out)} --out next-root.json`);
}
