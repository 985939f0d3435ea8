import { QuanchengError } from '@quancheng/protocol';
import { assertUnchanged } from '../chaincode/chaincode-code.js';
import { allCodes, readChaincodeState } from '../chaincode/chaincode-state.js';
import { type NetworkRun, chaincodePrograms, startPrograms } from '../network-run.js';
import { readNetworkState } from '../network-state.js';

/**
 * For the keeper: starts and ends chaincode services until those run that the data folder names, and takes the definition
 * up that it records. Returns when the new ones listen.
 */
export async function serveChaincode(run: NetworkRun): Promise<NetworkRun> {
  const { folder } = run.plan;
  const [state, chaincode] = [await readNetworkState(folder), await readChaincodeState(folder)];
  if (state === null || chaincode === null) {
    throw new QuanchengError('NETWORK_UNAVAILABLE', `no network has been made in ${folder}`);
  }
  for (const code of allCodes(chaincode)) {
    await assertUnchanged(folder, code);
  }
  const topology = { ...run.plan.topology, chaincode: state.topology.chaincode };
  const next = { ...run, plan: { ...run.plan, topology }, chaincode };
  const wanted = chaincodePrograms(next);
  const surplus = chaincodePrograms(run).filter(
    ({ program }) => !wanted.some((each) => isSame(each.program, program)),
  );
  for (const { program } of surplus) {
    await run.group.end(program.name);
  }
  await startPrograms(next, wanted);
  return next;
}

function isSame(left: { arguments: readonly string[] }, right: { arguments: readonly string[] }): boolean {
  return left.arguments.join('\n') === right.arguments.join('\n');
}
