import { once } from 'node:events';
import type { ServerDuplexStream, handleBidiStreamingCall } from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { asStatusError, endOf, requests } from './call-adapters.js';
import { type DeliverRequest, type DeliverStatus, readDeliverRequest } from './deliver-request.js';

/** How a service words blocks and statuses. */
export interface DeliverFormat<A> {
  /** @param mspId the organisation of the client. */
  formatBlock(block: common.Block, mspId: string): A | Promise<A>;
  formatStatus(status: DeliverStatus): A;
}

const { NOT_FOUND, SERVICE_UNAVAILABLE, SUCCESS } = common.Status;

/**
 * A stream of blocks for each signed request of the client, each ended by a status. Clients half-close right after
 * their request: the end of their side ends the call only when everything asked for has been sent.
 */
export function deliver<A>(
  channel: EmbeddedChannel,
  format: DeliverFormat<A>,
): handleBidiStreamingCall<common.Envelope, A> {
  return (call) => {
    const signal = endOf(call, channel.closing);
    serve(call, channel, format, signal).then(
      () => call.end(),
      (error: unknown) => call.destroy(asStatusError(error)),
    );
  };
}

async function serve<A>(
  call: ServerDuplexStream<common.Envelope, A>,
  channel: EmbeddedChannel,
  format: DeliverFormat<A>,
  signal: AbortSignal,
): Promise<void> {
  for await (const envelope of requests(call)) {
    const request = readDeliverRequest(envelope, channel);
    const status =
      typeof request === 'number' ? request : await sendBlocks(call, request, channel, format, signal);
    call.write(format.formatStatus(status));
    if (status !== SUCCESS) {
      return;
    }
  }
}

async function sendBlocks<A>(
  call: ServerDuplexStream<common.Envelope, A>,
  { first, last, isWaiting, headersOnly, mspId }: DeliverRequest,
  { chain }: EmbeddedChannel,
  format: DeliverFormat<A>,
  signal: AbortSignal,
): Promise<DeliverStatus> {
  if (!isWaiting && first >= chain.height) {
    return NOT_FOUND;
  }
  for await (const block of chain.follow(first, signal)) {
    const number = block.getHeader()?.getNumber() ?? 0;
    const wanted = headersOnly && number > 0 ? withoutData(block) : block;
    if (!call.write(await format.formatBlock(wanted, mspId))) {
      await once(call, 'drain', { signal }).catch(() => undefined);
    }
    if (number >= last) {
      return SUCCESS;
    }
    if (!isWaiting && number + 1 >= chain.height) {
      return NOT_FOUND;
    }
  }
  return SERVICE_UNAVAILABLE;
}

function withoutData(block: common.Block): common.Block {
  const header = new common.Block();
  header.setHeader(block.getHeader());
  header.setMetadata(block.getMetadata());
  return header;
}
