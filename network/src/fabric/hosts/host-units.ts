import { join } from 'node:path';
import { tlsFiles } from '../key-material.js';
import type { NetworkPlan, OrdererPlan, OrganisationPlan, PeerPlan } from '../network-plan.js';
import { fabricLogging } from '../process/program.js';
import {
  chaincodeEnvironment,
  chaincodePackageFolder,
  chaincodeServiceFolder,
  fabricFolder,
  gatewayFolder,
  type Host,
} from './host-layout.js';
import type { ServiceUnit } from './systemd-unit.js';

/** What units are made from: the plan as it is laid out on the host. */
export interface UnitPlan {
  readonly plan: NetworkPlan;
  readonly packageId: string;
  /** The shim's program in the chaincode package, relative to it. */
  readonly shim: string;
}

// A percent sign begins a specifier in unit files, and a backslash an escape.
const logging = {
  FABRIC_LOGGING_SPEC: fabricLogging.FABRIC_LOGGING_SPEC,
  FABRIC_LOGGING_FORMAT: fabricLogging.FABRIC_LOGGING_FORMAT.replaceAll('%', '%%'),
};

function ordererUnit({ plan }: UnitPlan, orderer: OrdererPlan): ServiceUnit {
  return {
    name: `quancheng-orderer-${orderer.id}`,
    description: `Hyperledger Fabric orderer ${orderer.id}`,
    user: 'quancheng-orderer',
    folder: orderer.folder,
    environment: { FABRIC_CFG_PATH: orderer.folder, ...logging },
    command: join(fabricFolder(plan), 'bin', 'orderer'),
    writes: [join(orderer.folder, 'data')],
    compiles: false,
  };
}

function peerUnit({ plan }: UnitPlan, peer: PeerPlan): ServiceUnit {
  const builds = join(peer.folder, 'data', 'externalbuilder', 'builds');
  return {
    name: `quancheng-peer-${peer.id}`,
    description: `Hyperledger Fabric peer ${peer.id}`,
    user: 'quancheng-peer',
    folder: peer.folder,
    environment: { FABRIC_CFG_PATH: peer.folder, ...logging },
    environmentFile: chaincodeEnvironment(peer),
    // The peer remembers there how it reached its chaincode when it was installed; without this it looks anew.
    before: `/bin/rm -rf ${builds}`,
    command: `${join(fabricFolder(plan), 'bin', 'peer')} node start`,
    writes: [join(peer.folder, 'data')],
    after: [`quancheng-chaincode-${peer.id}`],
    compiles: false,
  };
}

function chaincodeUnit({ plan, packageId, shim }: UnitPlan, peer: PeerPlan): ServiceUnit {
  const folder = chaincodePackageFolder(plan);
  const tls = tlsFiles(chaincodeServiceFolder(peer));
  const command = [
    '/usr/bin/env node',
    join(folder, shim),
    'server',
    `--chaincode-address=127.0.0.1:${peer.chaincodePorts[0]}`,
    `--chaincode-id=${packageId}`,
    `--module-path=${folder}`,
    `--chaincode-tls-cert-file=${tls.certificate}`,
    `--chaincode-tls-key-file=${tls.privateKey}`,
    `--chaincode-tls-client-cacert-file=${tls.authority}`,
  ];
  return {
    name: `quancheng-chaincode-${peer.id}`,
    description: `Chaincode of peer ${peer.id}`,
    user: 'quancheng-chaincode',
    folder,
    environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING' },
    command: command.join(' '),
    writes: [],
    compiles: true,
  };
}

function gatewayUnit(organisation: OrganisationPlan): ServiceUnit {
  const folder = gatewayFolder(organisation);
  const { name } = organisation.organisation;
  return {
    name: `quancheng-gateway-${name}`,
    description: `Quancheng gateway of ${name}`,
    user: 'quancheng-gateway',
    folder,
    environment: { NODE_ENV: 'production' },
    command: `/usr/bin/env quancheng gateway start --config ${join(folder, 'gateway.yaml')}`,
    writes: [join(folder, 'data')],
    compiles: true,
  };
}

/** The services of a host, those first that others need. */
export function hostUnits(units: UnitPlan, { orderers, peers, gateways }: Host): ServiceUnit[] {
  return [
    ...orderers.map((orderer) => ordererUnit(units, orderer)),
    ...peers.map((peer) => chaincodeUnit(units, peer)),
    ...peers.map((peer) => peerUnit(units, peer)),
    ...gateways.map((organisation) => gatewayUnit(organisation)),
  ];
}
