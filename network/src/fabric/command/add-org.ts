import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { QuanchengError } from '@quancheng/protocol';
import { parseOrganisation } from '../../topology/parse-topology.js';
import type { Organisation } from '../../topology/topology.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import { addOrganisation } from '../lifecycle/add-organisation.js';
import type { CommandLine } from './network-command.js';
import { showStatus } from './status.js';

const help = `Usage: npm run network -- add-org --file ORGANISATION [--export UPDATE | --submit UPDATE] [--data DIR]

Adds an organisation to the running network. Run it again if it was interrupted.  向运行中的网络添加组织；中断后可重复执行

  --file ORGANISATION  JSON or YAML, as a topology names its organisations:
                         name: court                    folder and node names, lower case
                         chineseName: 法院
                         mspId: CourtMSP
                         domain: court.quancheng.example
                         operator: court                who runs the machines (default: the name)
                         peers: [{ name: peer0, port: 0 }]   0: any free port (default: one peer)
  --export UPDATE      make the keys, write the update of the channel to this file, and stop: others sign it
                       (npm run network -- sign UPDATE, or Fabric's peer channel signconfigtx -f UPDATE)
  --submit UPDATE      submit that file once enough have signed, and do the rest
Without either, the administrators of all organisations whose keys lie here sign.`;

async function readOrganisation(file: string): Promise<Organisation> {
  try {
    const given: unknown = parse(await readFile(file, 'utf8'));
    const name = (given as { name?: unknown } | null)?.name;
    const assumed = { operator: name, peers: [{ name: 'peer0', port: 0 }] };
    return parseOrganisation(typeof given === 'object' ? { ...assumed, ...given } : given);
  } catch (cause) {
    if (cause instanceof QuanchengError) {
      throw cause;
    }
    throw new QuanchengError('TOPOLOGY_INVALID', `${file} cannot be read as JSON or YAML`, { cause });
  }
}

function optionOf({ options }: CommandLine, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Adds an organisation, or exports or submits the update of the channel that this takes. Returns the exit code. */
export async function addOrg(command: CommandLine, binaries: FabricBinaries): Promise<number> {
  const [file, exportFile, submitFile] = ['file', 'export', 'submit'].map((name) => optionOf(command, name));
  const isContradictory = exportFile !== undefined && submitFile !== undefined;
  if (command.options['help'] === true || file === undefined || isContradictory) {
    console.log(help);
    return command.options['help'] === true ? 0 : 2;
  }
  const organisation = await readOrganisation(file);
  const outcome = await addOrganisation({
    dataDirectory: command.dataDirectory,
    binaries,
    organisation,
    exportFile,
    submitFile,
    report: (step) => console.log(`… ${step}`),
  });
  if (outcome === 'exported') {
    console.log(
      `${exportFile ?? ''} awaits signatures; then: add-org --file ${file} --submit ${exportFile ?? ''}`,
    );
    return 0;
  }
  console.log(`${organisation.mspId} is a member and its peers endorse  已加入网络，其节点已可背书`);
  console.log(
    'Restart gateways that name no endorsingOrganisations: verifiers refuse reads that it endorses as well.',
  );
  console.log('未指定 endorsingOrganisations 的网关请重启：新组织参与背书的读取，核验者暂不接受。');
  return await showStatus(command);
}
