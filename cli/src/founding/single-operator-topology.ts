import { CONTRACT_VERSION } from '@quancheng/chaincode';
import type { Organisation, Topology } from '@quancheng/network';

/** Who runs everything that `quancheng start` starts. */
export const OPERATOR = 'this-machine';

/** Two organisations of one operator: reads carry two endorsements, and the verdict says that one party made both. */
export const singleOperatorTopology: Topology = {
  consortium: 'quancheng-local',
  channel: 'quancheng',
  organisations: [
    organisation('bigdata', '大数据局（本机演示）', 'BigDataMSP'),
    organisation('arbitration', '仲裁委（本机演示）', 'ArbitrationMSP'),
  ],
  orderers: [{ name: 'orderer0', organisation: 'bigdata', port: 0 }],
  chaincode: {
    name: 'quancheng',
    version: CONTRACT_VERSION,
    label: `quancheng_${CONTRACT_VERSION}`,
    sequence: 1,
    policy: 'majority',
  },
};

function organisation(name: string, chineseName: string, mspId: string): Organisation {
  const domain = `${name}.quancheng.example`;
  return { name, chineseName, mspId, operator: OPERATOR, domain, peers: [{ name: 'peer0', port: 0 }] };
}
