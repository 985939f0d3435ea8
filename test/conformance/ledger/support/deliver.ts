import type { Client } from '@grpc/grpc-js';
import { type common, orderer, peer } from '@hyperledger/fabric-protos';

export type Method = 'Deliver' | 'DeliverFiltered' | 'DeliverWithPrivateData';

/** What a Deliver call sent: block numbers in order and, last, the status; none if the call was ended here. */
export interface Delivered {
  readonly numbers: readonly number[];
  readonly status: number | undefined;
  /** Of unfiltered calls. */
  readonly blocks: readonly common.Block[];
}

export type Position = number | 'oldest' | 'newest' | 'next';

/** A request for blocks; positions are inclusive. */
export function seek(start: Position, stop: Position, isWaiting = false): orderer.SeekInfo {
  const { BLOCK_UNTIL_READY, FAIL_IF_NOT_READY } = orderer.SeekInfo.SeekBehavior;
  const info = new orderer.SeekInfo();
  info.setStart(position(start));
  info.setStop(position(stop));
  info.setBehavior(isWaiting ? BLOCK_UNTIL_READY : FAIL_IF_NOT_READY);
  return info;
}

function position(at: Position): orderer.SeekPosition {
  const result = new orderer.SeekPosition();
  if (at === 'oldest') {
    result.setOldest(new orderer.SeekOldest());
  } else if (at === 'newest') {
    result.setNewest(new orderer.SeekNewest());
  } else if (at === 'next') {
    result.setNextCommit(new orderer.SeekNextCommit());
  } else {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(at);
    result.setSpecified(specified);
  }
  return result;
}

/** protos.Deliver of a peer, until its status or so many blocks. */
export async function deliverFromPeer(
  client: Client,
  method: Method,
  request: common.Envelope,
  most = Infinity,
): Promise<Delivered> {
  const stream = client.makeBidiStreamRequest(`/protos.Deliver/${method}`, serialize, (bytes: Buffer) =>
    peer.DeliverResponse.deserializeBinary(bytes),
  );
  stream.write(request);
  const answers = read(stream as AsyncIterable<peer.DeliverResponse>, most, (answer) => {
    const block = answer.getBlock() ?? answer.getBlockAndPrivateData()?.getBlock();
    return { block, number: block?.getHeader()!.getNumber() ?? answer.getFilteredBlock()?.getNumber() };
  });
  return await answers.finally(() => stream.cancel());
}

/** orderer.AtomicBroadcast/Deliver, until its status or so many blocks. */
export async function deliverFromOrderer(
  client: Client,
  request: common.Envelope,
  most = Infinity,
): Promise<Delivered> {
  const stream = client.makeBidiStreamRequest(
    '/orderer.AtomicBroadcast/Deliver',
    serialize,
    (bytes: Buffer) => orderer.DeliverResponse.deserializeBinary(bytes),
  );
  stream.write(request);
  const answers = read(stream as AsyncIterable<orderer.DeliverResponse>, most, (answer) => {
    const block = answer.getBlock();
    return { block, number: block?.getHeader()!.getNumber() };
  });
  return await answers.finally(() => stream.cancel());
}

function serialize(message: common.Envelope): Buffer {
  return Buffer.from(message.serializeBinary());
}

async function read<A extends { getStatus(): number }>(
  stream: AsyncIterable<A>,
  most: number,
  open: (answer: A) => { block: common.Block | undefined; number: number | undefined },
): Promise<Delivered> {
  const numbers: number[] = [];
  const blocks: common.Block[] = [];
  for await (const answer of stream) {
    const { block, number } = open(answer);
    if (number === undefined) return { numbers, blocks, status: answer.getStatus() };
    numbers.push(number);
    if (block !== undefined) blocks.push(block);
    if (numbers.length >= most) break;
  }
  return { numbers, blocks, status: undefined };
}
