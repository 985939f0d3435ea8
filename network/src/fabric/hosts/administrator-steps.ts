import { endorsementPolicy, formatSignaturePolicy } from '../../topology/endorsement-policy.js';
import type { NetworkPlan, NodePlan, OrganisationPlan } from '../network-plan.js';

/** A step in which every organisation's administrator does its part before anybody begins the next. */
export interface AdministratorStep {
  readonly title: string;
  readonly explanation: string;
  /** Commands for `sh`, in the administrator's folder. */
  readonly commands: readonly string[];
}

const osnadminOptions =
  '--ca-file identity/tlscacerts/ca.pem --client-cert identity/tls/administration.crt --client-key identity/tls/administration.key';

function address({ host, port }: NodePlan): string {
  return `${host}:${port}`;
}

/** Options for the orderer that commands are sent to: the organisation's own, or else the first. */
function orderingOptions({ orderers }: NetworkPlan, organisation: OrganisationPlan): string {
  const orderer = orderers.find((each) => each.organisation === organisation) ?? orderers[0];
  if (orderer === undefined) {
    throw new Error('the network has no orderer');
  }
  const root = `members/${orderer.organisation.organisation.name}.pem`;
  const client = '--clientauth --certfile identity/tls/client.crt --keyfile identity/tls/client.key';
  return `-o ${address(orderer)} --tls --cafile ${root} ${client}`;
}

function endorsingOptions({ organisations, peers }: NetworkPlan): string {
  return organisations
    .flatMap((each) => {
      const peer = peers.find(({ organisation }) => organisation === each);
      return peer === undefined
        ? []
        : [`--peerAddresses ${address(peer)} --tlsRootCertFiles members/${each.organisation.name}.pem`];
    })
    .join(' ');
}

function definition({ topology }: NetworkPlan): string {
  const { name, version, sequence } = topology.chaincode;
  const policy = formatSignaturePolicy(endorsementPolicy(topology));
  return `--channelID ${topology.channel} --name ${name} --version ${version} --sequence ${sequence} --signature-policy "${policy}"`;
}

/** What an organisation's administrator does, in order, once the services run on all hosts. */
export function administratorSteps(
  plan: NetworkPlan,
  organisation: OrganisationPlan,
  packageId: string,
): AdministratorStep[] {
  const { channel, chaincode } = plan.topology;
  const peers = plan.peers.filter((each) => each.organisation === organisation);
  const orderers = plan.orderers.filter((each) => each.organisation === organisation);
  const at = (peer: NodePlan, command: string): string => `CORE_PEER_ADDRESS=${address(peer)} ${command}`;
  const lead = peers.slice(0, 1);
  const ordering = orderingOptions(plan, organisation);
  const metadata = `'{"Args":["org.hyperledger.fabric:GetMetadata"]}'`;
  return [
    {
      title: 'Orderers join the channel',
      explanation: 'osnadmin ends with 0 whatever the orderer answered: look for “Status: 201”.',
      commands: orderers.map(
        ({ host, adminPort }) =>
          `osnadmin channel join --channelID ${channel} --config-block genesis.block -o ${host}:${adminPort} ${osnadminOptions}`,
      ),
    },
    {
      title: 'Peers join the channel',
      explanation: 'Enough orderers must have joined for a leader: three of four with BFT.',
      commands: peers.map((peer) => at(peer, 'peer channel join -b genesis.block')),
    },
    {
      title: 'Install the chaincode package',
      explanation:
        'The package says where the chaincode is found; the chaincode itself runs already, as a service.',
      commands: peers.map((peer) => at(peer, 'peer lifecycle chaincode install chaincode.tar.gz')),
    },
    {
      title: 'Approve the chaincode',
      explanation: 'Look first at the policy and at the package: this is your organisation’s consent.',
      commands: lead.map((peer) =>
        at(
          peer,
          `peer lifecycle chaincode approveformyorg ${definition(plan)} --package-id ${packageId} ${ordering}`,
        ),
      ),
    },
    {
      title: 'Commit the chaincode',
      explanation: 'Once, by one organisation, when a majority has approved.',
      commands: lead.map((peer) =>
        at(peer, `peer lifecycle chaincode commit ${definition(plan)} ${ordering} ${endorsingOptions(plan)}`),
      ),
    },
    {
      title: 'Ask the chaincode',
      explanation: 'The contract’s own description shows that peer and chaincode have found each other.',
      commands: peers.map((peer) =>
        at(peer, `peer chaincode query --channelID ${channel} --name ${chaincode.name} --ctor ${metadata}`),
      ),
    },
  ];
}
