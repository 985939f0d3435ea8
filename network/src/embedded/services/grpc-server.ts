import { once } from 'node:events';
import type { Http2Server, ServerHttp2Session } from 'node:http2';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { KeyedCertificate } from '../../msp/certificate-authority.js';

const mebibyte = 1024 * 1024;
/**
 * Bytes that a client may send over all its streams before it waits. The default of 64 kB starves old streams when
 * hundreds of transactions share one connection.
 */
const connectionWindow = 16 * mebibyte;
/** As on Fabric's nodes. */
const largestMessage = 100 * mebibyte;

/** A TLS server for gRPC that is not listening yet. */
export function newGrpcServer(): Server {
  return new Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
    // Its statistics cost time in every call, and nothing here asks for them.
    'grpc.enable_channelz': 0,
  });
}

/** Listens; rejects if the address is taken. */
export async function listen(
  server: Server,
  host: string,
  port: number,
  tls: KeyedCertificate,
): Promise<void> {
  const credentials = ServerCredentials.createSsl(null, [
    { private_key: Buffer.from(tls.privateKey), cert_chain: Buffer.from(tls.certificate) },
  ]);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error) => (error === null ? resolve() : reject(error)));
  });
  raiseWindows(server);
}

/** grpc-js has no option for a server's connection window; its HTTP/2 servers are a private member. */
function raiseWindows(server: Server): void {
  const { http2Servers } = server as unknown as { http2Servers?: Map<Http2Server, unknown> };
  for (const http2Server of http2Servers?.keys() ?? []) {
    http2Server.on('session', (session: ServerHttp2Session) => session.setLocalWindowSize(connectionWindow));
  }
}

/** Lets running calls end for a moment, then cuts the connections. */
export async function stopServer(server: Server, graceMs: number): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  const timeout = AbortSignal.timeout(graceMs);
  await Promise.race([stopped, once(timeout, 'abort')]);
  server.forceShutdown();
}
