import { decodeUtf8 } from '@quancheng/protocol';
import { readBytes } from '../client/read-answer.js';
import type { Transport } from '../client/transport.js';

/** Reads the files of a log by their C2SP tlog-tiles path, e.g. `checkpoint` or `tile/0/000.p/5`. */
export type LogReader = (path: string) => Promise<Uint8Array>;

/** The log that a gateway serves under /log/. @throws GATEWAY_UNREACHABLE, or the gateway's code */
export function newGatewayLogReader(transport: Transport, prefix = '/log'): LogReader {
  return async (path) => readBytes(await transport({ method: 'GET', path: `${prefix}/${path}` }));
}

/** The signed note that the log shows as its newest. */
export async function readCheckpointNote(reader: LogReader): Promise<string> {
  return decodeUtf8(await reader('checkpoint'));
}
