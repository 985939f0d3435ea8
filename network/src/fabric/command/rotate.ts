import type { FabricBinaries } from '../fabric-binaries.js';
import { renewCertificates } from '../renewal/renew-certificates.js';
import type { CommandLine } from './network-command.js';
import { showStatus } from './status.js';

const help = `Usage: npm run network -- rotate [--within DAYS | --all] [--data DIR]

Renews certificates, with new keys, under the same authorities: administrators, clients, peers, orderers, one after the
other while the network runs. Run it again if it was interrupted.  逐一更新证书与密钥，网络不停；中断后可重复执行

  --within DAYS  what ends within so many days (default 30)
  --all          everything, for example because keys may have leaked`;
const defaultDays = 30;

function chooseDays({ options }: CommandLine): number | null {
  const { all, within } = options;
  if (all === true) {
    return within === undefined ? Number.POSITIVE_INFINITY : null;
  }
  const days = within === undefined ? defaultDays : Number(within);
  return Number.isInteger(days) && days > 0 ? days : null;
}

/** Renews what is about to end, or everything. Returns the exit code. */
export async function rotate(command: CommandLine, binaries: FabricBinaries): Promise<number> {
  const withinDays = chooseDays(command);
  if (command.options['help'] === true || withinDays === null) {
    console.log(help);
    return command.options['help'] === true ? 0 : 2;
  }
  const { dataDirectory } = command;
  const report = (step: string): void => console.log(`… ${step}`);
  const renewed = await renewCertificates({ dataDirectory, binaries, withinDays, report });
  console.log(
    renewed.length === 0
      ? `No certificate ends within ${withinDays} days  没有即将到期的证书`
      : `Renewed: ${renewed.join(', ')}  已更新\nRestart gateways and other clients, so that they use their new certificates.`,
  );
  return await showStatus(command);
}
