import type { EmbeddedNode } from '@quancheng/network';
import { chaincodeName, channelName, connectAs } from './open-node.js';

/** Submits a transaction of the trial contract as one organisation’s client, and waits until it is valid. */
export async function submit(node: EmbeddedNode, name: string, ...args: string[]): Promise<void> {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  await connection.gateway
    .getNetwork(channelName)
    .getContract(chaincodeName)
    .submitTransaction(name, ...args);
  connection.close();
}

/** What a function of the trial contract answers. */
export async function evaluate(node: EmbeddedNode, name: string, ...args: string[]): Promise<string> {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  const result = await contract.evaluateTransaction(name, ...args);
  connection.close();
  return Buffer.from(result).toString();
}
