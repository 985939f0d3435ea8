import type { Organisation, Topology } from './topology.js';

function organisation(name: string, chineseName: string, mspId: string): Organisation {
  const domain = `${name}.quancheng.example`;
  return { name, chineseName, mspId, operator: name, domain, peers: [{ name: 'peer0', port: 0 }] };
}

/**
 * Four organisations, each its own operator with one peer and one orderer: the smallest network in which BFT ordering
 * survives one faulty orderer (n ≥ 3f + 1) and a majority endorsement (3 of 4) survives one silent peer.
 */
export const defaultTopology: Topology = {
  consortium: 'quancheng',
  channel: 'quancheng',
  organisations: [
    organisation('bigdata', '大数据局', 'BigDataMSP'),
    organisation('arbitration', '仲裁委', 'ArbitrationMSP'),
    organisation('notary', '公证处', 'NotaryMSP'),
    organisation('finance', '金融', 'FinanceMSP'),
  ],
  orderers: ['bigdata', 'arbitration', 'notary', 'finance'].map((name) => ({
    name: 'orderer0',
    organisation: name,
    port: 0,
  })),
  chaincode: {
    name: 'quancheng',
    version: '1.0.0',
    label: 'quancheng_1.0.0',
    sequence: 1,
    policy: 'majority',
  },
};
