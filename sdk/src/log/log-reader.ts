import { readBytes } from '../client/read-answer.js';
import { newTransport, type Transport } from '../client/transport.js';

/** Reads the files of a log by their C2SP tlog-tiles path, e.g. `checkpoint` or `tile/0/000.p/5`. */
export type LogReader = (path: string) => Promise<Uint8Array>;

/** The log that a gateway serves under /log/. @throws GATEWAY_UNREACHABLE, or the gateway's code */
export function newGatewayLogReader(transport: Transport, prefix = '/log'): LogReader {
  return async (path) => readBytes(await transport({ method: 'GET', path: `${prefix}/${path}` }));
}

/** A log at any address that serves C2SP tlog-tiles. @throws OPTION_INVALID, GATEWAY_UNREACHABLE */
export function newStaticLogReader(address: string): LogReader {
  return newGatewayLogReader(newTransport({ gateway: address }), '');
}
