import { join } from 'node:path';
import { tlsFiles } from '../key-material.js';
import type { NetworkPlan, OrdererPlan, OrganisationPlan } from '../network-plan.js';

/** The profile that `configtxgen` is told to use. */
export const channelProfile = 'Quancheng';

const anyMember = (policy: string) => ({ Type: 'ImplicitMeta', Rule: `ANY ${policy}` });
const majority = (policy: string) => ({ Type: 'ImplicitMeta', Rule: `MAJORITY ${policy}` });
const channelPolicies = {
  Readers: anyMember('Readers'),
  Writers: anyMember('Writers'),
  Admins: majority('Admins'),
};

/**
 * What is stricter than Fabric's own (core/aclmgmt/defaultaclprovider.go), where every writer, and so every gateway, may
 * commit a chaincode definition that a majority has approved.
 */
const accessControl = {
  '_lifecycle/CommitChaincodeDefinition': '/Channel/Application/AnyAdmin',
  '_lifecycle/CheckCommitReadiness': '/Channel/Application/AnyAdmin',
};

function signature(mspId: string, ...roles: string[]): object {
  return { Type: 'Signature', Rule: `OR(${roles.map((role) => `'${mspId}.${role}'`).join(', ')})` };
}

/** Fabric's own defaults (sampleconfig/configtx.yaml). */
const raftOptions = {
  TickInterval: '500ms',
  ElectionTick: 10,
  HeartbeatTick: 1,
  MaxInflightBlocks: 5,
  SnapshotIntervalSize: '16 MB',
};

/** Who of an organisation may submit: in its application its clients and administrators, in ordering its orderers. */
type Writers = readonly ('admin' | 'client' | 'orderer')[];
const submitters: Writers = ['admin', 'client'];
const blockWriters: Writers = ['orderer'];

function organisationPolicies(mspId: string, writers: Writers): object {
  return {
    Readers: signature(mspId, 'admin', 'peer', 'client', 'orderer'),
    Writers: signature(mspId, ...writers),
    Admins: signature(mspId, 'admin'),
    Endorsement: signature(mspId, 'peer'),
  };
}

function organisationOf({ peers, orderers }: NetworkPlan, owner: OrganisationPlan, writers: Writers): object {
  const { mspId } = owner.organisation;
  const endpoints = orderers
    .filter((each) => each.organisation === owner)
    .map(({ host, port }) => `${host}:${port}`);
  const [anchor] = peers.filter((peer) => peer.organisation === owner);
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: owner.msp,
    Policies: organisationPolicies(mspId, writers),
    ...(endpoints.length === 0 ? {} : { OrdererEndpoints: endpoints }),
    // Peers of other organisations are found through anchor peers only; without them no gateway could collect
    // endorsements of several organisations.
    AnchorPeers: anchor === undefined ? [] : [{ Host: anchor.host, Port: anchor.port }],
  };
}

function consenter(orderer: OrdererPlan, index: number): object {
  const { certificate } = tlsFiles(orderer.folder);
  return {
    ID: index + 1,
    Host: orderer.host,
    Port: orderer.port,
    MSPID: orderer.organisation.organisation.mspId,
    Identity: join(orderer.folder, 'msp', 'signcerts', 'cert.pem'),
    ClientTLSCert: certificate,
    ServerTLSCert: certificate,
  };
}

/**
 * SmartBFT's options; docs/decisions/0013 says why. All must be given: configtxgen fills none in. BFT orderers cut blocks
 * by RequestBatchMaxInterval and never look at BatchTimeout.
 */
function consensusOptions(batchTimeout: string): object {
  return {
    RequestBatchMaxInterval: batchTimeout,
    IncomingMessageBufferSize: 200,
    RequestPoolSize: 100_000,
    RequestForwardTimeout: '2s',
    RequestComplainTimeout: '8s',
    RequestAutoRemoveTimeout: '3m0s',
    ViewChangeResendInterval: '2s',
    ViewChangeTimeout: '10s',
    LeaderHeartbeatTimeout: '10s',
    LeaderHeartbeatCount: 10,
    CollectTimeout: '1s',
  };
}

function agreement({ topology, orderers }: NetworkPlan, batchTimeout: string): object {
  if (topology.consensus !== 'raft') {
    return {
      OrdererType: 'BFT',
      SmartBFT: consensusOptions(batchTimeout),
      ConsenterMapping: orderers.map(consenter),
    };
  }
  const consenters = orderers.map(({ host, port, folder }) => {
    const { certificate } = tlsFiles(folder);
    return { Host: host, Port: port, ClientTLSCert: certificate, ServerTLSCert: certificate };
  });
  return { OrdererType: 'etcdraft', EtcdRaft: { Consenters: consenters, Options: raftOptions } };
}

function ordering(plan: NetworkPlan, batchTimeout: string): object {
  const owners = plan.organisations.filter((each) =>
    plan.orderers.some(({ organisation }) => organisation === each),
  );
  return {
    ...agreement(plan, batchTimeout),
    BatchTimeout: batchTimeout,
    BatchSize: { MaxMessageCount: 500, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '2 MB' },
    Organizations: owners.map((owner) => organisationOf(plan, owner, blockWriters)),
    // With BFT, configtxgen puts a quorum of the orderers here.
    Policies: { ...channelPolicies, BlockValidation: anyMember('Writers') },
    Capabilities: { V2_0: true },
  };
}

/**
 * The contents of `configtx.yaml`: a channel whose organisations run peers and, together, BFT orderers.
 * @param batchTimeout how long a transaction waits for others to fill a block, as Go writes durations
 */
export function channelConfiguration(plan: NetworkPlan, batchTimeout: string): object {
  return {
    Profiles: {
      [channelProfile]: {
        Policies: channelPolicies,
        Capabilities: { V3_0: true },
        Orderer: ordering(plan, batchTimeout),
        Application: {
          Organizations: plan.organisations.map((owner) => organisationOf(plan, owner, submitters)),
          Policies: {
            ...channelPolicies,
            LifecycleEndorsement: majority('Endorsement'),
            Endorsement: majority('Endorsement'),
            AnyAdmin: anyMember('Admins'),
          },
          ACLs: accessControl,
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}
