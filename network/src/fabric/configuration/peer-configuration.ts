import { join } from 'node:path';
import { administrationFiles, tlsFiles } from '../key-material.js';
import type { PeerPlan } from '../network-plan.js';

function transportSecurity(peer: PeerPlan): object {
  const tls = tlsFiles(peer.folder);
  return {
    enabled: true,
    clientAuthRequired: true,
    // Of the other organisations, a peer learns from the channel.
    clientRootCAs: { files: [tls.authority] },
    cert: { file: tls.certificate },
    key: { file: tls.privateKey },
    rootcert: { file: tls.authority },
  };
}

function gossip(address: string): object {
  return {
    bootstrap: address,
    endpoint: address,
    externalEndpoint: address,
    useLeaderElection: false,
    orgLeader: true,
    // Shorter than Fabric's own: a new peer becomes known to the others' gateways within seconds.
    reconnectInterval: '2s',
    publishStateInfoInterval: '1s',
    requestStateInfoInterval: '1s',
    pullInterval: '1s',
    membershipTrackerInterval: '1s',
    state: { enabled: false },
    pvtData: { implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 } },
  };
}

/** Only the organisation's administrator is let in: its certificate stands where authorities' could. */
function operations(peer: PeerPlan): object {
  const { certificate, privateKey } = tlsFiles(peer.folder);
  const administrator = administrationFiles(peer.organisation);
  const tls = {
    enabled: true,
    cert: { file: certificate },
    key: { file: privateKey },
    clientAuthRequired: true,
    clientRootCAs: { files: [administrator.certificate] },
  };
  return { listenAddress: `${peer.host}:${peer.operationsPort}`, tls };
}

/** The contents of a peer's `core.yaml`. */
export function peerConfiguration(peer: PeerPlan, chaincodeBuilder: string): object {
  const address = `${peer.host}:${peer.port}`;
  return {
    peer: {
      id: peer.id,
      networkId: 'quancheng',
      listenAddress: address,
      address,
      // Chaincode runs as a service, so no chaincode ever calls this port; left out it would be 7052 for every peer.
      chaincodeListenAddress: '127.0.0.1:0',
      localMspId: peer.organisation.organisation.mspId,
      mspConfigPath: join(peer.folder, 'msp'),
      fileSystemPath: join(peer.folder, 'data'),
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      tls: transportSecurity(peer),
      gossip: gossip(address),
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
      },
      deliveryclient: { policy: 'cluster', reconnectTotalTimeThreshold: '3600s', connTimeout: '3s' },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      authentication: { timewindow: '15m' },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
    },
    // Empty: without it a peer looks for Docker at every start.
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: [
        {
          name: 'ccaas',
          path: chaincodeBuilder,
          propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'],
        },
      ],
      installTimeout: '60s',
      startuptimeout: '60s',
      executetimeout: '30s',
      mode: 'net',
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      runtimeParams: {
        useWriteBatch: true,
        maxSizeWriteBatch: 1000,
        useGetMultipleKeys: true,
        maxSizeGetMultipleKeys: 1000,
      },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100000 },
      history: { enableHistoryDatabase: true },
      snapshots: { rootDir: join(peer.folder, 'data', 'snapshots') },
    },
    operations: operations(peer),
    metrics: { provider: 'disabled' },
  };
}
