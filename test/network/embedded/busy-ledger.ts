import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedNode } from '@quancheng/network';
import { chaincodeName, channelName, connectAs } from './open-node.js';

/** Fills a ledger with transactions of every kind, invalid ones among them. */
export async function makeHistory(node: EmbeddedNode): Promise<void> {
  const connection = connectAs(node.organisations['notary']!.client, node);
  const contract = connection.gateway.getNetwork(channelName).getContract(chaincodeName);
  await contract.submitTransaction('put', 'plain', 'value');
  await contract.submitTransaction('putComposite', '类型', '甲', '乙');
  await contract.submitTransaction('emit', 'event', 'payload');
  await contract.submitTransaction('fill', 'many-', '120');
  await contract.submitTransaction('count', 'many-', 'many.', 'counted');
  await contract.submitTransaction('remove', 'plain');
  const few = contract.newProposal('put', { arguments: ['few', '1'], endorsingOrganizations: ['NotaryMSP'] });
  await (await (await few.endorse()).submit()).getStatus();
  await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => contract.submitTransaction('append', `a-${index % 3}`, 'x')),
  );
  connection.close();
}

/** Writes each block as `<number>.block`, as `peer channel fetch` would. */
export async function writeBlocks(node: EmbeddedNode, directory: string): Promise<string[]> {
  const paths: string[] = [];
  for (let number = 0; number < node.height(); number += 1) {
    const path = join(directory, `${number}.block`);
    await writeFile(path, (await node.readBlock(number))!);
    paths.push(path);
  }
  return paths;
}
