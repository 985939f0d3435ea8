import type { NetworkPlan, OrganisationPlan } from '../network-plan.js';
import type { AdministratorStep } from './administrator-steps.js';
import { chaincodeServiceFolder, fabricFolder, gatewayFolder, type Host } from './host-layout.js';
import type { ServiceUnit } from './systemd-unit.js';

function block(commands: readonly string[]): string {
  return `\`\`\`sh\n${commands.join('\n')}\n\`\`\``;
}

/** What the administrator of a machine does. */
export function formatHostReadme(plan: NetworkPlan, host: Host, units: readonly ServiceUnit[]): string {
  const users = [...new Set(units.map(({ user }) => user))];
  const owned = [
    ...host.orderers.map(({ folder }) => ['quancheng-orderer', folder]),
    ...host.peers.map(({ folder }) => ['quancheng-peer', folder]),
    ...host.peers.map((peer) => ['quancheng-chaincode', chaincodeServiceFolder(peer)]),
    ...host.gateways.flatMap((each) =>
      [each.client, gatewayFolder(each)].map((folder) => ['quancheng-gateway', folder]),
    ),
  ];
  const isGateway = ({ user }: ServiceUnit): boolean => user === 'quancheng-gateway';
  const nodes = units.filter((unit) => !isGateway(unit)).map(({ name }) => `${name}.service`);
  const gateways = units.filter(isGateway).map(({ name }) => `${name}.service`);
  return `# Host ${host.name}

This folder belongs at ${plan.folder} on ${host.name} and nowhere else: it holds private keys of this host's nodes.

1. Put a Fabric release, 3.1 or newer, at ${fabricFolder(plan)} (its folders \`bin\` and \`builders\`), and install
   Node.js 20.19 or later${gateways.length > 0 ? ' and the command `quancheng`' : ''} for all users.
2. As root, make the users, give each its own files, and start the services:

${block([
  ...users.map((user) => `useradd --system --no-create-home --shell /usr/sbin/nologin ${user}`),
  ...owned.map(([user, folder]) => `chown -R ${user ?? ''}: ${folder ?? ''}`),
  `install -m 644 ${plan.folder}/systemd/*.service /etc/systemd/system/`,
  'systemctl daemon-reload',
  `systemctl enable --now ${nodes.join(' ')}`,
])}

3. The administrators go on, each with the README of its own folder.
${gateways.length === 0 ? '' : formatGatewayPart(host, gateways)}`;
}

function formatGatewayPart({ gateways }: Host, services: readonly string[]): string {
  const places = gateways.map((each) => gatewayFolder(each)).join(', ');
  return `4. When the ledger has been founded, put \`trust-root.json\` and the log's key \`evidence-log.json\` into
   ${places}, set \`origin\` in \`gateway.yaml\` to that of the registered log, and start the gateway:

${block([`systemctl enable --now ${services.join(' ')}`])}
`;
}

/** What the administrator of an organisation does. */
export function formatAdministratorReadme(
  { organisation }: OrganisationPlan,
  steps: readonly AdministratorStep[],
): string {
  const formatted = steps.map(
    ({ title, explanation, commands }, index) =>
      `## Step ${index + 1}: ${title}\n\n${explanation}\n\n${block(['. ./environment', ...commands])}\n`,
  );
  return `# Administrator of ${organisation.name} (${organisation.mspId})

This folder holds the administrator's private keys: keep it on the administrator's own machine, not on the hosts. The
commands are run in it, with Fabric's programs on PATH. All organisations finish a step before any begins the next.

${formatted.join('\n')}`;
}

/** The order of everything, for whoever made the folders. */
export function formatOverview(hosts: readonly Host[], organisations: readonly OrganisationPlan[]): string {
  const list = (names: readonly string[]): string => names.map((name) => `- \`${name}\``).join('\n');
  return `# A network on ${hosts.length} hosts

Whoever holds this whole folder can speak for every member. Hand each part to the one it is for, over a channel that
keeps secrets, and delete it here.

To the hosts:

${list(hosts.map(({ name }) => `hosts/${name}`))}

To the administrators:

${list(organisations.map(({ organisation }) => `administrators/${organisation.name}`))}

To each organisation, to be kept offline (they issue all its certificates):

${list(organisations.map(({ organisation }) => `authorities/${organisation.name}`))}

First the hosts are set up (README.md in \`hosts/…\`), then the administrators take their steps together
(README.md in \`administrators/…\`).
`;
}
