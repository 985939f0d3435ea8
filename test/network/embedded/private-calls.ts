import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { type Connection, type NodeAddress, chaincodeName, channelName, connectAs } from './open-node.js';

/** The organisation whose client calls, and whose collection is written. */
export const bigData = 'BigDataMSP';

export async function connected<T>(
  node: NodeAddress & Pick<EmbeddedNode, 'organisations'>,
  act: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = connectAs(node.organisations['bigdata']!.client, node);
  try {
    return await act(connection);
  } finally {
    connection.close();
  }
}

export function contractOf({ gateway }: Connection) {
  return gateway.getNetwork(channelName).getContract(chaincodeName);
}

export async function endorse(connection: Connection, key: string, value: string) {
  const options = { arguments: [bigData, key], transientData: { value } };
  return await contractOf(connection).newProposal('putPrivate', options).endorse();
}

export async function put(connection: Connection, key: string, value: string): Promise<void> {
  const submitted = await (await endorse(connection, key, value)).submit();
  expect((await submitted.getStatus()).successful).to.equal(true);
}

export async function get(connection: Connection, key: string): Promise<string> {
  return await evaluate(connection, 'getPrivate', bigData, key);
}

export async function evaluate(connection: Connection, name: string, ...words: string[]): Promise<string> {
  return Buffer.from(await contractOf(connection).evaluateTransaction(name, ...words)).toString();
}

/** The private write sets of a block as its organisation's client gets them, as text. */
export async function delivered(node: EmbeddedNode, number: number): Promise<string[]> {
  return await connected(node, async ({ gateway }) => {
    const events = await gateway
      .getNetwork(channelName)
      .getBlockAndPrivateDataEvents({ startBlock: BigInt(number) });
    try {
      for await (const event of events) {
        const sets: string[] = [];
        event.getPrivateDataMapMap().forEach((set: { serializeBinary(): Uint8Array }) => {
          sets.push(Buffer.from(set.serializeBinary()).toString());
        });
        return sets;
      }
      return [];
    } finally {
      events.close();
    }
  });
}

/** The files under a folder that contain this text. */
export async function findOnDisk(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).includes(text)) {
      found.push(path);
    }
  }
  return found;
}
