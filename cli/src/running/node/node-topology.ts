import { parseTopology, type Topology } from '@quancheng/network';

/**
 * The names of Fabric's test network, because that is what applications are written against before they meet a real
 * one: two organisations, so many of which must endorse. Fabric's default policy is a majority, here both.
 * @throws TOPOLOGY_INVALID if a name is not one that Fabric allows
 */
export function newNodeTopology(
  channel: string,
  chaincode: { readonly name: string; readonly version: string },
  endorsements: number,
): Topology {
  return parseTopology({
    consortium: 'node',
    channel,
    organisations: [organisation(1, '组织一'), organisation(2, '组织二')],
    orderers: [{ name: 'orderer0', organisation: 'org1', port: 0 }],
    chaincode: { ...chaincode, label: chaincode.name, sequence: 1, policy: endorsements },
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
