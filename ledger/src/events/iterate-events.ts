import type { ChaincodeEvent, CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { common } from '@hyperledger/fabric-protos';
import type { Line } from '../connection/line.js';
import type { LinePool } from '../connection/line-pool.js';
import { pause } from '../transactions/pause.js';
import { eventsOfBlock } from './block-events.js';
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
): Promise<EventStream | undefined> {
  const { block: startBlock, transaction } = position;
  try {
    if (options.withWrites === true) {
      const blocks = await network.getBlockEvents(startBlock === undefined ? {} : { startBlock });
      return eventsInBlocks(blocks, chaincode, { ...position });
    }
    const checkpoint = { getBlockNumber: () => startBlock, getTransactionId: () => transaction };
    return eventsAlone(await network.getChaincodeEvents(chaincode, { checkpoint }));
  } catch (error) {
    report(error, options);
    return undefined;
  }
}

type EventStream = AsyncIterable<LedgerEvent> & { close(): void };

/** The events of whole blocks, from behind a position. */
function eventsInBlocks(
  blocks: CloseableAsyncIterable<common.Block>,
  chaincode: string,
  { block, transaction }: Readonly<Position>,
): EventStream {
  async function* behind(): AsyncGenerator<LedgerEvent> {
    for await (const each of blocks) {
      const events = eventsOfBlock(each, chaincode);
      const isFirst = transaction !== undefined && events[0]?.blockNumber === block;
      const seen = isFirst ? events.findIndex(({ transactionId }) => transactionId === transaction) + 1 : 0;
      yield* events.slice(seen);
    }
  }
  return Object.assign(behind(), { close: () => blocks.close() });
}

function eventsAlone(stream: CloseableAsyncIterable<ChaincodeEvent>): EventStream {
  async function* events(): AsyncGenerator<LedgerEvent> {
    for await (const { eventName, blockNumber, transactionId, payload } of stream) {
      yield { name: eventName, blockNumber, transactionId, payload };
    }
  }
  return Object.assign(events(), { close: () => stream.close() });
}

async function* drain(
  stream: EventStream,
  position: Position,
  options: EventOptions,
): AsyncGenerator<LedgerEvent> {
  const close = (): void => stream.close();
  options.signal?.addEventListener('abort', close, { once: true });
  try {
    for await (const event of stream) {
      position.block = event.blockNumber;
      position.transaction = event.transactionId;
      yield event;
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
