import { Command } from 'commander';
import {
  encodeUtf8,
  parseEnvelope,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../../exit-code.js';
import { addConfirmOption, type ConfirmOptions } from '../../input/confirm.js';
import { addSettingOptions, type SettingOptions } from '../../input/settings.js';
import { envelopeMembers } from '../../ordering/onboard-request.js';
import { openParticipant } from '../../ordering/open-commander.js';
import { order } from '../../ordering/order.js';
import { print } from '../../output/print.js';
import { privateDigests } from '../../records/private-digests.js';

type PersonOptions = SettingOptions & ConfirmOptions & { readonly evidence: string };

/** `quancheng participant person`: the authentication service registers a person whom it has recognised. */
export function newPersonCommand(): Command {
  const command = new Command('person')
    .description('Authentication service: register a person under a pseudonym. 认证服务：登记个人化名')
    .argument('<request>', 'what person-request wrote 申请文件')
    .requiredOption('--evidence <file>', 'how the person was recognised; it stays here 认证依据（留存本地）');
  return addConfirmOption(addSettingOptions(command))
    .addHelpText(
      'after',
      `\nOnly HMACs of the evidence go to the ledger; their key is kept in <evidence>.<pseudonym>.commitment.json. 账本上只有认证依据的 HMAC。\n${exitCodeHelp}`,
    )
    .action(registerPerson);
}

async function registerPerson(path: string, options: PersonOptions): Promise<void> {
  const possession = parseEnvelope(encodeUtf8((await readText(path)).trim()));
  const statement = parseStatement(unverifiedPayload(possession));
  if (statement.schema !== 'quancheng/key-possession/v1') {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is no proof of possession`);
  }
  const commander = { ...(await openParticipant(options)), role: 'authenticator' as const };
  const authentication = await privateDigests(options.evidence, statement.participant);
  await order(commander, {
    action: 'person.register',
    target: statement.participant,
    expectedVersion: 0,
    body: { authentication, possession: envelopeMembers(possession) },
  });
  print(`Registered 已登记: ${statement.participant}`);
}
