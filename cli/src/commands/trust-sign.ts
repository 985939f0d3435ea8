import { Command } from 'commander';
import {
  type Envelope,
  isJsonObject,
  parseCanonical,
  parseEnvelope,
  unverifiedPayload,
} from '@quancheng/protocol';
import { signSuccessor } from '@quancheng/sdk';
import { readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { verifyTrustRoot } from '@quancheng/verifier';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { addConfirmOption, confirm, type ConfirmOptions } from '../input/confirm.js';
import { openSigner } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { printTrustChanges } from '../output/trust-changes.js';

interface SignOptions extends ConfirmOptions {
  readonly key: string;
  readonly trustRoot?: string;
  readonly out?: string;
}

/** `quancheng trust sign`: an organisation's administrator signs a successor of the trust root. */
export function newTrustSignCommand(): Command {
  const command = new Command('sign')
    .description('Administrator: sign a successor of the trust root. 机构管理员签署后继信任根')
    .argument('<file>', 'a draft, or what others have signed before you 草案或他人已签的文件')
    .requiredOption('--key <file>', 'the organisation’s offline root key 机构离线根密钥')
    .option('--trust-root <file>', 'its predecessor (default: the pinned one) 前一信任根')
    .option('--out <file>', 'where to write it (default: the same file) 输出文件');
  return addConfirmOption(command)
    .addHelpText(
      'after',
      `\nShows what changes against the root that *you* have pinned, and asks. 签署前显示与您所固定的信任根的差异。\n${exitCodeHelp}`,
    )
    .action(sign);
}

async function sign(path: string, options: SignOptions): Promise<void> {
  const pinned = await readWholeFile(options.trustRoot ?? homeFolder().trustRoot);
  const predecessor = verifyTrustRoot(pinned);
  const successor = readSuccessor(await readWholeFile(path));
  const payload = successor instanceof Uint8Array ? successor : unverifiedPayload(successor);
  printTrustChanges(unverifiedPayload(parseEnvelope(pinned)), payload);
  await confirm('Sign it 签署?', options);
  const settings = { home: homeFolder(), profile: {}, gateways: [] };
  const signer = await openSigner({ key: options.key }, settings);
  const signed = await signSuccessor(predecessor, successor, signer);
  const out = options.out ?? path;
  await replaceFile(out, signed.envelope);
  const { operators, threshold } = signed;
  print(`Signed 已签署: ${out} (${operators.length} of 门限 ${threshold}: ${operators.join(', ')})`);
  const next = operators.length < threshold ? 'trust sign' : 'trust pin';
  print(`Next 下一步: quancheng ${next} ${shellWord(out)}`);
}

/** A draft is the payload itself. @throws JSON_…, ENVELOPE_MALFORMED */
function readSuccessor(bytes: Uint8Array): Uint8Array | Envelope {
  const value = parseCanonical(bytes);
  return isJsonObject(value) && 'schema' in value ? bytes : parseEnvelope(bytes);
}
