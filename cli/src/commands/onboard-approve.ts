import { Command, Option } from 'commander';
import { assertOnboardRequest, type OnboardRequest, participantTypes } from '@quancheng/domain';
import type { JsonValue, PublicKey } from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../exit-code.js';
import { parseJsonFile } from '../input/parse-json-file.js';
import { fetchRequest, isRequestId, printRequest } from '../ordering/mailbox.js';
import { envelopeMembers, parseOnboardRequest, parseRoles } from '../ordering/onboard-request.js';
import { addRegistrarOptions, openRegistrar, type RegistrarOptions } from '../ordering/open-commander.js';
import { order, type RemoteCommander } from '../ordering/order.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

interface ApproveOptions extends RegistrarOptions {
  readonly name?: string;
  readonly type?: OnboardRequest['type'];
  readonly roles?: string;
  readonly usccOverride?: string;
}

/** `quancheng onboard approve`: the registrar registers a participant with its first key. */
export function newOnboardApproveCommand(): Command {
  const command = new Command('approve')
    .description('Registrar: register a participant. 登记机构：批准入网')
    .argument(
      '<request>',
      'a *.request.json, a key-possession envelope, or the id of a request at the gateway 申请文件或编号',
    );
  return addRegistrarOptions(command)
    .option('--name <text>', 'for a bare envelope: its name 名称')
    .addOption(new Option('--type <type>', 'for a bare envelope: what it is 类型').choices(participantTypes))
    .option('--roles <list>', 'for a bare envelope: its roles, by commas 角色', 'depositor')
    .option('--uscc-override <reason>', 'for a bare envelope: why its code may fail GB 32100 理由')
    .addHelpText('after', `\nThe registrar of npm start needs no options.\n${exitCodeHelp}`)
    .action(approve);
}

async function approve(argument: string, options: ApproveOptions): Promise<void> {
  const registrar = await openRegistrar(options);
  const { request, publicKey } = isRequestId(argument)
    ? await fetchRequest(registrar.client, registrar.ledger, argument)
    : await readRequest(argument, registrar, options);
  const { participant, name, type, roles, usccOverride } = request;
  printRequest({ request, publicKey });
  const override = usccOverride === undefined ? {} : { usccOverride };
  await order(registrar, {
    action: 'participant.register',
    target: participant,
    expectedVersion: 0,
    body: {
      name,
      type,
      uscc: participant,
      roles: [...roles],
      possession: envelopeMembers(request.possession),
      ...override,
    },
  });
  print(`Registered 已登记: ${participant} ${visibleText(name)}`);
  print(`  roles 角色: ${roles.join(', ')}; key 密钥: ${publicKey.keyId}`);
}

interface ReadRequest {
  readonly request: OnboardRequest;
  readonly publicKey: PublicKey;
}

async function readRequest(
  path: string,
  { ledger }: RemoteCommander,
  { name, type, roles = '', usccOverride }: ApproveOptions,
): Promise<ReadRequest> {
  const value: JsonValue = parseJsonFile(await readText(path), path);
  const request = parseOnboardRequest(value, {
    roles: parseRoles(roles),
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(usccOverride === undefined ? {} : { usccOverride }),
  });
  return { request, publicKey: assertOnboardRequest(request, ledger) };
}
