import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedNode, defaultTopology, readIdentity } from '@quancheng/network';
import { trialContract } from './chaincode-package.js';
import type { EmbeddedProcessOrder } from './embedded-process.js';
import type { LedgerBackend } from './ledger-backend.js';
import { readAuthorities } from './read-authorities.js';

type Description = Pick<EmbeddedNode, 'tlsRootCertificate' | 'organisations'>;

const script = join(import.meta.dirname, 'embedded-process.js');

export interface EmbeddedBackendOptions {
  readonly chaincode: string;
  /** Of Node.js for the node's process, such as modules to load first. */
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts an embedded node in a process of its own, so that it can be killed. */
export async function startEmbeddedBackend(options: EmbeddedBackendOptions): Promise<LedgerBackend> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'quancheng-embedded-'));
  let node = await startNode(options, dataDirectory);
  const stop = async (): Promise<void> => {
    await kill(node.process);
    await rm(dataDirectory, { recursive: true });
  };
  const restart = async (): Promise<void> => {
    await kill(node.process);
    node = await startNode(options, dataDirectory);
  };
  return { ...(await describe(node, dataDirectory)), restart, stop };
}

interface StartedNode extends Description {
  readonly process: ChildProcess;
}

async function startNode(options: EmbeddedBackendOptions, dataDirectory: string): Promise<StartedNode> {
  const { nodeArguments = [], environment = {}, chaincode } = options;
  const child = fork(script, {
    execArgv: [...nodeArguments],
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical', ...environment },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the node’s process ended with ${String(code)} before it listened`);
  });
  ended.catch(() => undefined);
  child.send({ dataDirectory, contracts: chaincode } satisfies EmbeddedProcessOrder);
  const [description] = await Promise.race([once(child, 'message') as Promise<[Description]>, ended]);
  return { ...description, process: child };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function describe(
  { tlsRootCertificate, organisations }: Description,
  dataDirectory: string,
): Promise<Omit<LedgerBackend, 'restart' | 'stop'>> {
  const access = Object.values(organisations);
  const folderOf = (name: string) => join(dataDirectory, 'organisations', name);
  const gateways = access.map(({ name, mspId, peerEndpoint }) => ({
    name,
    mspId,
    // The certificate names the host, and clients ask for names, not addresses.
    address: peerEndpoint.replace('127.0.0.1', 'localhost'),
    tlsRootCertificate,
  }));
  const endorsers = access.map(async ({ name, mspId }) => {
    return [mspId, await readIdentity(join(folderOf(name), 'peers/peer0/msp'), mspId)] as const;
  });
  const [first] = defaultTopology.organisations;
  return {
    name: 'embedded node',
    target: {
      topology: defaultTopology,
      contractName: trialContract,
      gateways,
      clients: new Map(access.map(({ mspId, client }) => [mspId, client])),
      organisations: access.map(({ definition }) => definition),
    },
    administrators: new Map(access.map(({ mspId, admin }) => [mspId, admin])),
    endorsers: new Map(await Promise.all(endorsers)),
    authorities: await readAuthorities(join(folderOf(first!.name), 'authorities'), first!, 'pem'),
    orderer: gateways[0]!,
  };
}
