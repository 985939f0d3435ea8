import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import type { FabricBackupOptions } from './backup/back-up-network.js';
import { backUpRunningNetwork } from './backup/back-up-running-network.js';
import { writeNodeConfiguration } from './configuration/write-configuration.js';
import type { NodePlan } from './network-plan.js';
import { type NetworkRun, bringUp, chaincodePrograms, startProgram, untilEndorsing } from './network-run.js';
import type { ControlHandler } from './process/control-server.js';
import { readRecordedPlan } from './recorded-plan.js';
import { completeRenewal } from './renewal/renewed-material.js';
import { serveChaincode } from './upgrade/serve-chaincode.js';

/** Takes up what the recorded topology has more than the running network: nodes, and a newer chaincode definition. */
async function extend(run: NetworkRun): Promise<NetworkRun> {
  const plan = await readRecordedPlan(run.plan.folder);
  const known = new Set([...run.plan.peers, ...run.plan.orderers].map(({ id }) => id));
  const isNew = ({ id }: NodePlan): boolean => !known.has(id);
  const fresh = { ...plan, peers: plan.peers.filter(isNew), orderers: plan.orderers.filter(isNew) };
  await writeNodeConfiguration(fresh, run.binaries.chaincodeBuilder);
  const extended = { ...run, plan };
  await bringUp(extended);
  return extended;
}

/** Ends a node with what belongs to it, puts renewed keys and certificates in place, and starts it again. */
async function renew(run: NetworkRun, id: string): Promise<void> {
  const { group, plan } = run;
  const orderer = plan.orderers.find((each) => each.id === id);
  const peer = plan.peers.find((each) => each.id === id);
  if (orderer !== undefined) {
    await group.end(`orderer.${id}`);
    await completeRenewal(orderer.folder);
    await startProgram(run, `orderer.${id}`);
  } else if (peer !== undefined) {
    await group.end(`peer.${id}`);
    const chaincodes = chaincodePrograms({ ...run, plan: { ...plan, peers: [peer] } });
    for (const { program } of chaincodes) {
      await group.end(program.name);
    }
    await completeRenewal(peer.folder);
    // The peer remembers there with which certificate it reached its chaincode; without this it looks anew.
    await rm(join(peer.folder, 'data', 'externalbuilder', 'builds'), { recursive: true, force: true });
    for (const { program } of chaincodes) {
      await startProgram(run, program.name);
    }
    await startProgram(run, `peer.${id}`);
    await untilEndorsing(run, peer);
  } else {
    throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${id} is no node of this network`);
  }
}

/** Starts a node that has ended, for example after its data were restored. */
async function startNode(run: NetworkRun, id: string): Promise<void> {
  const kind = run.plan.orderers.some((each) => each.id === id) ? 'orderer' : 'peer';
  await run.group.end(`${kind}.${id}`);
  run.report(`starting ${id}`);
  await startProgram(run, `${kind}.${id}`);
}

/** What commands may ask of the process that keeps a network; `run` changes as the network grows. */
export function keeperRequests(run: NetworkRun): {
  readonly current: () => NetworkRun;
  readonly handlers: Readonly<Record<string, ControlHandler>>;
} {
  let current = run;
  return {
    current: () => current,
    handlers: {
      extend: async (_target, report) => {
        current = { ...(await extend({ ...current, report })), report: current.report };
      },
      greet: async () => await Promise.resolve(),
      backup: async (target, report) => {
        const options = JSON.parse(target) as FabricBackupOptions;
        await backUpRunningNetwork({ ...current, report }, options);
      },
      end: async (id) => await current.group.end(`orderer.${id}`),
      start: async (id, report) => await startNode({ ...current, report }, id),
      serve: async (_target, report) => {
        current = { ...(await serveChaincode({ ...current, report })), report: current.report };
      },
      renew: async (id, report) => await renew({ ...current, report }, id),
    },
  };
}
