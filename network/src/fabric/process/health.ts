import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { administrationFiles, tlsFiles } from '../key-material.js';
import type { NodePlan } from '../network-plan.js';

const patience = 5000;

/** Throws unless a node's operations endpoint says it is well. */
export async function assertHealthy(node: NodePlan): Promise<void> {
  await readOperations(node, '/healthz');
}

/** What a node's operations endpoint (Fabric's operations service) answers; throws unless it answers with 200. */
export async function readOperations(
  { host, operationsPort, folder, organisation }: NodePlan,
  path: string,
): Promise<string> {
  const administrator = administrationFiles(organisation);
  const [ca, cert, key] = await Promise.all(
    [tlsFiles(folder).authority, administrator.certificate, administrator.privateKey].map((file) =>
      readFile(file),
    ),
  );
  return await new Promise<string>((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const call = request({
      host,
      port: operationsPort,
      path,
      ca,
      cert,
      key,
      signal,
      agent: false,
    });
    call.once('error', reject);
    call.once('response', (response) => {
      text(response).then((answer) => {
        if (response.statusCode === 200) {
          resolve(answer);
        } else {
          reject(new Error(`${path} answered ${response.statusCode ?? 0}: ${answer}`));
        }
      }, reject);
    });
    call.end();
  });
}

/** Throws unless something accepts connections on the port at 127.0.0.1. */
export async function assertListening(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
