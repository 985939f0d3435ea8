import { Command, Option } from 'commander';
import { openOnboardRequest, readOnboardRefusal } from '@quancheng/domain';
import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { newClient, type OnboardingItem, signOnboardRefusal } from '@quancheng/sdk';
import { exitCodeHelp } from '../exit-code.js';
import { confirm } from '../input/confirm.js';
import { addGatewayOption, readSettings } from '../input/settings.js';
import { fetchRequest, isRequestId, listRequests, printRequest } from '../ordering/mailbox.js';
import { addRegistrarOptions, openRegistrar, type RegistrarOptions } from '../ordering/open-commander.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

/** `quancheng onboard status`: what has become of a request that was sent to a gateway. */
export function newOnboardStatusCommand(): Command {
  const command = new Command('status')
    .description('What has become of a request at a gateway. 查询入网申请结果')
    .argument('<id>', 'the request’s id 申请编号');
  return addGatewayOption(command)
    .addHelpText('after', exitCodeHelp)
    .action(async (id: string, options: { readonly gateway?: readonly string[] }) => {
      const { gateways } = await readSettings(options);
      const { state, received, expires, refusal } = await newClient({ gateways }).onboarding.status(
        requireId(id),
      );
      print(`${stateTexts[state]}: received 收到 ${received}, kept until 保留至 ${expires}`);
      if (refusal === undefined) return;
      const { participant, reason, issued } = readOnboardRefusal(refusal);
      print(`  ${visibleText(participant)}, ${issued}: ${visibleText(reason)}`);
    });
}

const stateTexts = {
  pending: 'Waiting for a registrar 等待登记机构处理',
  registered: 'Registered on the ledger 已在账本登记',
  refused: 'Refused 未获批准',
} as const satisfies Record<OnboardingItem['state'], string>;

/** `quancheng onboard list`: what waits for the registrars at a gateway. */
export function newOnboardListCommand(): Command {
  const command = new Command('list').description(
    'Registrar: requests at the gateway. 登记机构：查看入网申请',
  );
  return addRegistrarOptions(command)
    .addOption(
      new Option('--state <state>', '状态').choices(['pending', 'registered', 'refused']).default('pending'),
    )
    .addHelpText('after', `\nThe registrar of npm start needs no options.\n${exitCodeHelp}`)
    .action(async (options: RegistrarOptions & { readonly state: OnboardingItem['state'] }) => {
      const { client, ledger } = await openRegistrar(options);
      const items = await listRequests(client, options.state);
      for (const { id, received, request } of items) {
        print(`${id} received 收到 ${received}`);
        try {
          printRequest(openOnboardRequest(request, ledger));
        } catch (error) {
          if (!isQuanchengError(error)) throw error;
          print(`  does not verify 验证未通过: ${error.code}`);
        }
      }
      print(`${items.length} requests 份申请`);
    });
}

type RefuseOptions = RegistrarOptions & { readonly reason: string };

/** `quancheng onboard refuse`: the registrar's signed no, which the applicant sees. */
export function newOnboardRefuseCommand(): Command {
  const command = new Command('refuse')
    .description('Registrar: refuse a request at the gateway. 登记机构：不予批准')
    .argument('<id>', 'the request’s id 申请编号')
    .requiredOption('--reason <text>', 'for the applicant to read 理由');
  return addRegistrarOptions(command)
    .addHelpText('after', exitCodeHelp)
    .action(async (id: string, options: RefuseOptions) => {
      const { client, ledger, participant, signer } = await openRegistrar(options);
      printRequest(await fetchRequest(client, ledger, requireId(id)));
      await confirm('Refuse it 不予批准?', options);
      const { reason } = options;
      await client.onboarding.refuse(
        await signOnboardRefusal({ ledger, request: id, reason, participant }, signer),
      );
      print(`Refused 已拒绝: ${id}`);
    });
}

function requireId(text: string): string {
  if (!isRequestId(text)) throw new QuanchengError('OPTION_INVALID', `${text} is no request’s id`);
  return text;
}
