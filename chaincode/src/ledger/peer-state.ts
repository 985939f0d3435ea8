import type { Stub } from './stub';
import { decodeGetStateMultipleResult, encodeGetStateMultiple, encodeWriteBatch, messageTypes } from './wire';

/** The peer's state as a transaction reads and writes it. An absent key has no bytes. */
export interface PeerState {
  readonly read: (keys: readonly string[]) => Promise<readonly Uint8Array[]>;
  readonly write: (writes: readonly (readonly [key: string, value: Uint8Array])[]) => Promise<void>;
}

/**
 * Many keys with one message where the peer is reached over fabric-shim's stream: every message is a journey of its own,
 * and a batch of commands reads and writes hundreds of keys. Peers of Fabric 3.1 answer such messages; fabric-shim 2.5
 * has no functions for them, so they are put together here. Elsewhere key by key.
 */
export function peerStateOf(stub: Stub): PeerState {
  const { handler } = stub as unknown as { readonly handler: Partial<ShimHandler> };
  return isShimHandler(handler) ? manyAtOnce(stub, handler) : oneByOne(stub);
}

/** Below what a peer takes in one message (core.yaml, chaincode.runtimeParams: 1,000). */
const MOST = 500;

/** What is used of fabric-shim's ChaincodeMessageHandler. */
interface ShimHandler {
  handleGetState(collection: string, key: string, channel: string, transaction: string): Promise<unknown>;
  _askPeerAndListen(message: ShimMessage, method: string): Promise<Uint8Array>;
}

/** fabric-shim's class of ChaincodeMessage. */
interface ShimMessage {
  setType(type: number): void;
  setPayload(payload: Uint8Array): void;
}

function isShimHandler(handler: Partial<ShimHandler>): handler is ShimHandler {
  return typeof handler._askPeerAndListen === 'function';
}

function manyAtOnce(stub: Stub, handler: ShimHandler): PeerState {
  const ask = async (type: number, payload: Uint8Array, method: string): Promise<Uint8Array> => {
    const message = await blankMessage(stub, handler);
    message.setType(type);
    message.setPayload(payload);
    return await handler._askPeerAndListen(message, method);
  };
  return {
    async read(keys) {
      const values: Uint8Array[] = [];
      for (const part of partsOf(keys)) {
        const answer = await ask(messageTypes.getMultiple, encodeGetStateMultiple(part), 'GetStateMultiple');
        const found = decodeGetStateMultipleResult(answer);
        if (found.length !== part.length) throw new Error('the peer answered another number of keys');
        values.push(...found);
      }
      return values;
    },
    async write(writes) {
      for (const part of partsOf(writes)) {
        await ask(messageTypes.writeBatch, encodeWriteBatch(part), 'WriteBatchState');
      }
    },
  };
}

/** A message of the shim's own class for this transaction, which it would otherwise send to read a key. */
async function blankMessage(stub: Stub, handler: ShimHandler): Promise<ShimMessage> {
  let captured: ShimMessage | undefined;
  const capturing = Object.create(handler) as ShimHandler;
  capturing._askPeerAndListen = (message) => {
    captured = message;
    return Promise.resolve(new Uint8Array());
  };
  await capturing.handleGetState('', 'blank', stub.getChannelID(), stub.getTxID());
  if (captured === undefined) throw new Error('fabric-shim sends its messages in another way');
  return captured;
}

function oneByOne(stub: Stub): PeerState {
  return {
    async read(keys) {
      const values: Uint8Array[] = [];
      for (const key of keys) values.push(await stub.getState(key));
      return values;
    },
    async write(writes) {
      for (const [key, value] of writes) await stub.putState(key, value);
    },
  };
}

function* partsOf<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let start = 0; start < items.length; start += MOST) yield items.slice(start, start + MOST);
}
