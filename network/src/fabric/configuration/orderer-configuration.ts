import { join } from 'node:path';
import { administrationFiles, tlsFiles } from '../key-material.js';
import type { OrdererPlan } from '../network-plan.js';

/** The contents of an orderer's `orderer.yaml`. It starts without a channel and joins through its admin port. */
export function ordererConfiguration(orderer: OrdererPlan): object {
  const tls = tlsFiles(orderer.folder);
  const server = { Enabled: true, Certificate: tls.certificate, PrivateKey: tls.privateKey };
  const administrator = administrationFiles(orderer.organisation);
  // Whoever this port trusts may take the orderer out of its channel, and it asks for no more than a TLS certificate:
  // therefore the administrator's own stands here, not that of an authority which also issues those of nodes and clients.
  const administration = { ...server, ClientAuthRequired: true, ClientRootCAs: [administrator.certificate] };
  const data = join(orderer.folder, 'data');
  return {
    General: {
      ListenAddress: orderer.host,
      ListenPort: orderer.port,
      TLS: {
        ...server,
        RootCAs: [tls.authority],
        ClientAuthRequired: true,
        // Of the other organisations, an orderer learns from the channel.
        ClientRootCAs: [tls.authority],
      },
      Cluster: {
        SendBufferSize: 100,
        ClientCertificate: tls.certificate,
        ClientPrivateKey: tls.privateKey,
        // The other policy, `consensus`, asks for blocks without the hash of its TLS certificate, which orderers that
        // demand client certificates refuse: an orderer that lags could never catch up (smartbft/synchronizer_bft.go).
        ReplicationPolicy: 'simple',
      },
      Keepalive: { ServerMinInterval: '60s', ServerInterval: '7200s', ServerTimeout: '20s' },
      LocalMSPDir: join(orderer.folder, 'msp'),
      LocalMSPID: orderer.organisation.organisation.mspId,
      BootstrapMethod: 'none',
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: `${orderer.host}:${orderer.operationsPort}`, TLS: administration },
    // Who leads the BFT orderers is to be seen here only (`consensus_BFT_leader_id`).
    Metrics: { Provider: 'prometheus' },
    Admin: { ListenAddress: `${orderer.host}:${orderer.adminPort}`, TLS: administration },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snapshots') },
  };
}
