import { join, resolve } from 'node:path';
import type { Topology } from '../../topology/topology.js';
import { codesOf, readChaincodeState } from '../chaincode/chaincode-state.js';
import { type NodePlan, planNetwork } from '../network-plan.js';
import { readNetworkState } from '../network-state.js';
import { assertHealthy } from '../process/health.js';
import { isRunning, readProcessFile } from '../process/process-file.js';
import type { CommandLine } from './network-command.js';
import { showExpiry } from './show-expiry.js';

async function isWell(node: NodePlan): Promise<boolean> {
  return await assertHealthy(node).then(
    () => true,
    () => false,
  );
}

/** Prints what each organisation runs; two codes while it is changing. */
async function showChaincode(folder: string, { organisations, chaincode }: Topology): Promise<void> {
  const known = await readChaincodeState(folder);
  if (known === null) {
    return;
  }
  for (const { name } of organisations) {
    const codes = codesOf(known, name).map(({ version, digest }) => `${version} (${digest.slice(0, 16)}…)`);
    console.log(`chaincode  ${name.padEnd(28)}  ${codes.join(' → ')}`);
  }
  console.log(`definition ${chaincode.name} ${chaincode.version}, sequence ${chaincode.sequence}`);
}

/** Prints a line for each node. Returns 0 if all are well, else 1. */
export async function showStatus({ dataDirectory }: Pick<CommandLine, 'dataDirectory'>): Promise<number> {
  const folder = resolve(dataDirectory);
  const state = await readNetworkState(folder);
  if (state === null) {
    console.log(`No network has been made in ${folder}  尚未创建网络`);
    return 1;
  }
  const plan = planNetwork(state.topology, folder, state.ports);
  const table = await readProcessFile(join(folder, 'processes.json'));
  const isKept = table !== null && (await isRunning(table.keeper));
  const nodes = [...plan.orderers, ...plan.peers];
  const wells = await Promise.all(nodes.map(async (node) => isKept && (await isWell(node))));
  for (const [index, node] of nodes.entries()) {
    const kind = 'adminPort' in node ? 'orderer' : 'peer   ';
    const condition = wells[index] === true ? 'healthy 正常' : isKept ? 'NOT HEALTHY 异常' : 'stopped 已停止';
    console.log(`${kind}  ${node.id.padEnd(28)}  localhost:${node.port}  ${condition}`);
  }
  await showChaincode(folder, state.topology);
  console.log(
    `channel ${state.topology.channel}, chaincode ${state.topology.chaincode.name}, data ${folder}`,
  );
  await showExpiry(plan);
  return wells.every(Boolean) ? 0 : 1;
}
