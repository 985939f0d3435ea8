import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { copyTree } from '../backup/copy-tree.js';
import { genesisFile } from '../lifecycle/channel.js';
import type { ChaincodePackage } from '../lifecycle/chaincode-package.js';
import type { NetworkPlan, OrganisationPlan } from '../network-plan.js';
import { administratorSteps } from './administrator-steps.js';
import { formatAdministratorReadme } from './readme.js';

/** As whom the `peer` command speaks; to be read by a shell in the folder. */
function formatEnvironment({ organisation: { mspId } }: OrganisationPlan): string {
  const variables = {
    FABRIC_CFG_PATH: '"$PWD"',
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_LOCALMSPID: mspId,
    CORE_PEER_MSPCONFIGPATH: '"$PWD/identity"',
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: '"$PWD/identity/tlscacerts/ca.pem"',
    CORE_PEER_TLS_CLIENTAUTHREQUIRED: 'true',
    CORE_PEER_TLS_CLIENTCERT_FILE: '"$PWD/identity/tls/client.crt"',
    CORE_PEER_TLS_CLIENTKEY_FILE: '"$PWD/identity/tls/client.key"',
    CORE_PEER_CLIENT_CONNTIMEOUT: '10s',
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');
}

/** What the `peer` command wants to read before anything else. */
const commandConfiguration = { peer: { BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } } } };

/** Writes what an organisation's administrator needs: the identity, the commands, and what they refer to. */
export async function writeAdministratorFolder(
  plan: NetworkPlan,
  organisation: OrganisationPlan,
  chaincode: ChaincodePackage,
  folder: string,
): Promise<void> {
  await copyTree(organisation.administrator, join(folder, 'identity'), () => true);
  await mkdir(join(folder, 'members'));
  for (const { msp, organisation: member } of plan.organisations) {
    await copyFile(join(msp, 'tlscacerts', 'ca.pem'), join(folder, 'members', `${member.name}.pem`));
  }
  await copyFile(genesisFile(plan), join(folder, 'genesis.block'));
  await writeFile(join(folder, 'chaincode.tar.gz'), chaincode.bytes);
  await writeFile(join(folder, 'core.yaml'), stringify(commandConfiguration));
  await writeFile(join(folder, 'environment'), formatEnvironment(organisation));
  const steps = administratorSteps(plan, organisation, chaincode.id);
  await writeFile(join(folder, 'README.md'), formatAdministratorReadme(organisation, steps));
}
