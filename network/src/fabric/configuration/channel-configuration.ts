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

function signature(mspId: string, ...roles: string[]): object {
  return { Type: 'Signature', Rule: `OR(${roles.map((role) => `'${mspId}.${role}'`).join(', ')})` };
}

function organisationPolicies(mspId: string): object {
  return {
    Readers: signature(mspId, 'admin', 'peer', 'client', 'orderer'),
    Writers: signature(mspId, 'admin', 'client', 'orderer'),
    Admins: signature(mspId, 'admin'),
    Endorsement: signature(mspId, 'peer'),
  };
}

function organisationOf({ peers, orderers }: NetworkPlan, owner: OrganisationPlan): object {
  const { mspId } = owner.organisation;
  const endpoints = orderers
    .filter((each) => each.organisation === owner)
    .map((each) => `127.0.0.1:${each.port}`);
  const [anchor] = peers.filter((peer) => peer.organisation === owner);
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: owner.msp,
    Policies: organisationPolicies(mspId),
    ...(endpoints.length === 0 ? {} : { OrdererEndpoints: endpoints }),
    // Peers of other organisations are found through anchor peers only; without them no gateway could collect
    // endorsements of several organisations.
    AnchorPeers: anchor === undefined ? [] : [{ Host: '127.0.0.1', Port: anchor.port }],
  };
}

function consenter(orderer: OrdererPlan, index: number): object {
  const { certificate } = tlsFiles(orderer.folder);
  return {
    ID: index + 1,
    Host: '127.0.0.1',
    Port: orderer.port,
    MSPID: orderer.organisation.organisation.mspId,
    Identity: join(orderer.folder, 'msp', 'signcerts', 'cert.pem'),
    ClientTLSCert: certificate,
    ServerTLSCert: certificate,
  };
}

function ordering(plan: NetworkPlan): object {
  const owners = plan.organisations.filter((each) =>
    plan.orderers.some(({ organisation }) => organisation === each),
  );
  return {
    OrdererType: 'BFT',
    BatchTimeout: '200ms',
    BatchSize: { MaxMessageCount: 500, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '2 MB' },
    ConsenterMapping: plan.orderers.map(consenter),
    Organizations: owners.map((owner) => organisationOf(plan, owner)),
    Policies: { ...channelPolicies, BlockValidation: anyMember('Writers') },
    Capabilities: { V2_0: true },
  };
}

/** The contents of `configtx.yaml`: a channel whose organisations run peers and, together, BFT orderers. */
export function channelConfiguration(plan: NetworkPlan): object {
  return {
    Profiles: {
      [channelProfile]: {
        Policies: channelPolicies,
        Capabilities: { V3_0: true },
        Orderer: ordering(plan),
        Application: {
          Organizations: plan.organisations.map((owner) => organisationOf(plan, owner)),
          Policies: {
            ...channelPolicies,
            LifecycleEndorsement: majority('Endorsement'),
            Endorsement: majority('Endorsement'),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}
