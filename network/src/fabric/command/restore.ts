import { join, resolve } from 'node:path';
import type { Manifest } from '../backup/manifest.js';
import { restoreFabricNetwork } from '../backup/restore-fabric-network.js';
import { restoreFabricNode } from '../backup/restore-fabric-node.js';
import { askKeeper } from '../process/ask-keeper.js';
import { isRunning, readProcessFile } from '../process/process-file.js';
import type { CommandLine } from './network-command.js';

function tellOutcome({ created, withKeys }: Manifest, replaced: string | null): void {
  console.log(`Restored from a backup of ${created}  已恢复`);
  if (replaced !== null) {
    console.log(`What was there lies in ${replaced}  原有数据已移至此处`);
  }
  if (!withKeys) {
    console.log(
      'The backup held no private keys; those that were not here already must be put back by hand.',
    );
    console.log('备份不含私钥；此处原先没有的私钥须手工放回。');
  }
}

async function restoreOne(line: CommandLine, from: string, id: string, replace: boolean): Promise<void> {
  const { dataDirectory } = line;
  const { manifest, replaced } = await restoreFabricNode({ from, dataDirectory, replace }, id);
  tellOutcome(manifest, replaced);
  const table = await readProcessFile(join(resolve(dataDirectory), 'processes.json'));
  if (table !== null && (await isRunning(table.keeper))) {
    await askKeeper(dataDirectory, { action: 'start', target: id }, (step) => console.log(`… ${step}`));
    console.log(`${id} runs again and fetches what it missed  节点已重新运行，正在补齐缺失区块`);
  }
}

async function restoreAll({ dataDirectory }: CommandLine, from: string, replace: boolean): Promise<void> {
  const { manifest, replaced } = await restoreFabricNetwork({ from, dataDirectory, replace });
  tellOutcome(manifest, replaced);
  console.log(
    `Whatever was committed after ${manifest.created} is not in it: if any node still holds it, restore`,
  );
  console.log('single nodes (--node) instead. Evidence that clients hold of later records remains valid.');
  console.log('备份之后提交的交易不在其中；若仍有节点保有这些交易，请改用 --node 逐个恢复节点。');
  console.log(`Start it with: npm run network -- up --data ${dataDirectory}`);
}

/** Restores a whole network, or with `--node` one of its nodes. */
export async function restore(line: CommandLine): Promise<number> {
  const { from, node, replace } = line.options;
  if (typeof node === 'string') {
    await restoreOne(line, String(from), node, replace !== undefined);
  } else {
    await restoreAll(line, String(from), replace !== undefined);
  }
  return 0;
}
