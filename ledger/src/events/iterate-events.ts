import type { ChaincodeEvent, CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { Line } from '../connection/line.js';
import type { LinePool } from '../connection/line-pool.js';
import { pause } from '../transactions/pause.js';
import type { EventOptions, LedgerEvent } from './ledger-event.js';

const RECONNECT_DELAY = 500;

/**
 * The contract's events in ledger order, each once, across lost connections: after one, the stream resumes
 * behind the last event that was handed out, over another line if there is one.
 */
export async function* iterateEvents(
  lines: LinePool,
  chaincode: string,
  options: EventOptions,
): AsyncGenerator<LedgerEvent> {
  const position = newPosition(options.fromBlock);
  while (options.signal?.aborted !== true) {
    const line = lines.current();
    const stream = await openStream(line, chaincode, position, options);
    if (stream !== undefined) yield* drain(stream, position, options);
    lines.leave(line);
    if (isRunning(options)) await pause(RECONNECT_DELAY, options.signal);
  }
}

interface Position {
  block: bigint | undefined;
  transaction: string | undefined;
}

function newPosition(fromBlock: bigint | undefined): Position {
  return { block: fromBlock, transaction: undefined };
}

async function openStream(
  { network }: Line,
  chaincode: string,
  position: Position,
  options: EventOptions,
): Promise<CloseableAsyncIterable<ChaincodeEvent> | undefined> {
  const checkpoint = {
    getBlockNumber: () => position.block,
    getTransactionId: () => position.transaction,
  };
  try {
    return await network.getChaincodeEvents(chaincode, { checkpoint });
  } catch (error) {
    report(error, options);
    return undefined;
  }
}

async function* drain(
  stream: CloseableAsyncIterable<ChaincodeEvent>,
  position: Position,
  options: EventOptions,
): AsyncGenerator<LedgerEvent> {
  const close = (): void => stream.close();
  options.signal?.addEventListener('abort', close, { once: true });
  try {
    for await (const event of stream) {
      position.block = event.blockNumber;
      position.transaction = event.transactionId;
      yield {
        name: event.eventName,
        blockNumber: event.blockNumber,
        transactionId: event.transactionId,
        payload: event.payload,
      };
    }
    report(undefined, options);
  } catch (error) {
    report(error, options);
  } finally {
    options.signal?.removeEventListener('abort', close);
    stream.close();
  }
}

function report(cause: unknown, options: EventOptions): void {
  if (isRunning(options)) options.onInterrupted?.(cause);
}

function isRunning(options: EventOptions): boolean {
  return options.signal?.aborted !== true;
}
