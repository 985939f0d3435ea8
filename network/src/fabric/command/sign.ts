import { writeFile } from 'node:fs/promises';
import { QuanchengError } from '@quancheng/protocol';
import type { FabricBinaries } from '../fabric-binaries.js';
import {
  channelGroup,
  fetchConfiguration,
  openAccess,
  readUpdateFile,
  signAsAdministrators,
} from '../lifecycle/channel-update.js';
import { describeUpdate } from '../lifecycle/describe-update.js';
import { formatUpdate, readUpdate, signers } from '../lifecycle/update-envelope.js';
import { readRecordedPlan } from '../recorded-plan.js';
import type { CommandLine } from './network-command.js';

/**
 * Shows what an update of the channel would change and signs it as the administrator of one organisation (`--as`), or of
 * all whose keys lie here. Returns the exit code.
 */
export async function sign(command: CommandLine, binaries: FabricBinaries): Promise<number> {
  const [file = ''] = command.words;
  const plan = await readRecordedPlan(command.dataDirectory);
  const { channel } = plan.topology;
  const content = await readUpdateFile(channel, file);
  const present = channelGroup(await fetchConfiguration(openAccess(plan, binaries)));
  const changes = describeUpdate(present, readUpdate(content));
  console.log(changes.length === 0 ? 'changes nothing  无任何变更' : changes.join('\n'));
  const name = command.options['as'];
  const chosen = plan.organisations.filter(
    ({ organisation }) => name === undefined || organisation.name === name,
  );
  if (chosen.length === 0) {
    throw new QuanchengError('TOPOLOGY_INVALID', `${String(name)} is not an organisation of this network`);
  }
  await signAsAdministrators(content, chosen);
  await writeFile(file, formatUpdate(channel, content));
  console.log(`signed by ${signers(content).join(', ')}  已签名`);
  return 0;
}
