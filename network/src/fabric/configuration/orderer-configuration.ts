import { join } from 'node:path';
import { tlsFiles } from '../key-material.js';
import type { OrdererPlan } from '../network-plan.js';

/** The contents of an orderer's `orderer.yaml`. It starts without a channel and joins through its admin port. */
export function ordererConfiguration(orderer: OrdererPlan): object {
  const tls = tlsFiles(orderer.folder);
  const server = { Enabled: true, Certificate: tls.certificate, PrivateKey: tls.privateKey };
  const data = join(orderer.folder, 'data');
  return {
    General: {
      ListenAddress: '127.0.0.1',
      ListenPort: orderer.port,
      TLS: { ...server, RootCAs: [tls.authority], ClientAuthRequired: false },
      Cluster: { SendBufferSize: 100, ClientCertificate: tls.certificate, ClientPrivateKey: tls.privateKey },
      Keepalive: { ServerMinInterval: '60s', ServerInterval: '7200s', ServerTimeout: '20s' },
      LocalMSPDir: join(orderer.folder, 'msp'),
      LocalMSPID: orderer.organisation.organisation.mspId,
      BootstrapMethod: 'none',
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: `127.0.0.1:${orderer.operationsPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'disabled' },
    Admin: {
      ListenAddress: `127.0.0.1:${orderer.adminPort}`,
      TLS: { ...server, ClientAuthRequired: true, ClientRootCAs: [tls.authority] },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snapshots') },
  };
}
