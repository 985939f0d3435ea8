import { parseTopology, type Topology } from '@quancheng/network';

/**
 * The names of Fabric's test network, because that is what applications are written against before they meet a real
 * one: two organisations, and Fabric's default policy, by which a majority of them, here both, must endorse.
 * @throws TOPOLOGY_INVALID if a name is not one that Fabric allows
 */
export function newNodeTopology(
  channel: string,
  chaincode: { readonly name: string; readonly version: string },
): Topology {
  return parseTopology({
    consortium: 'node',
    channel,
    organisations: [organisation(1, '组织一'), organisation(2, '组织二')],
    orderers: [{ name: 'orderer0', organisation: 'org1', port: 0 }],
    chaincode: { ...chaincode, label: chaincode.name, sequence: 1, policy: 'majority' },
  });
}

function organisation(number: number, chineseName: string) {
  const name = `org${number}`;
  return {
    name,
    chineseName,
    mspId: `Org${number}MSP`,
    operator: name,
    domain: `${name}.example.com`,
    peers: [{ name: 'peer0', port: 0 }],
  };
}
