import { connect } from 'node:net';

/** Throws unless a node's operations endpoint (`/healthz`, Fabric's operations service) says it is well. */
export async function assertHealthy(operationsPort: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${operationsPort}/healthz`);
  if (!response.ok) {
    throw new Error(`health check answered ${response.status}: ${await response.text()}`);
  }
  await response.body?.cancel();
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
