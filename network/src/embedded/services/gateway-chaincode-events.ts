import { status } from '@grpc/grpc-js';
import { common, gateway, type orderer, peer } from '@hyperledger/fabric-protos';
import { parseAction, parseHeader } from '../validation/transaction-parts.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { readSignedRequest } from './signed-request.js';
import { newStatusError } from './status-error.js';

/**
 * gateway.Gateway/ChaincodeEvents: one answer for each block with events of the chaincode, in the order of the
 * transactions; invalid transactions raise none.
 */
export async function* chaincodeEvents(
  signed: gateway.SignedChaincodeEventsRequest,
  channel: EmbeddedChannel,
  ended: AbortSignal,
): AsyncGenerator<gateway.ChaincodeEventsResponse> {
  const decode = (bytes: Uint8Array) => gateway.ChaincodeEventsRequest.deserializeBinary(bytes);
  const request = await readSignedRequest(signed, decode, channel);
  const isWanted = eventFilter(request);
  for await (const block of channel.chain.follow(startBlock(request, channel), ended)) {
    const events = readEvents(block).filter(isWanted);
    if (events.length > 0) {
      const response = new gateway.ChaincodeEventsResponse();
      response.setBlockNumber(block.getHeader()?.getNumber() ?? 0);
      response.setEventsList(events);
      yield response;
    }
  }
}

function startBlock(request: gateway.ChaincodeEventsRequest, { chain }: EmbeddedChannel): number {
  const after = request.getAfterTransactionId();
  const place = after === '' ? undefined : chain.store.transactionPlace(after);
  return place?.version.block ?? startPosition(request.getStartPosition(), chain.height);
}

function startPosition(position: orderer.SeekPosition | undefined, height: number): number {
  const specified = position?.getSpecified();
  if (specified !== undefined) {
    return specified.getNumber();
  }
  if (position?.hasOldest() === true || position?.hasNewest() === true) {
    throw newStatusError(status.INVALID_ARGUMENT, 'invalid start position type');
  }
  return height;
}

/** Events up to and including those of the transaction named as already seen are skipped. */
function eventFilter(request: gateway.ChaincodeEventsRequest): (event: peer.ChaincodeEvent) => boolean {
  const chaincode = request.getChaincodeId();
  const after = request.getAfterTransactionId();
  let isPast = after === '';
  return (event) => {
    if (!isPast) {
      isPast = event.getTxId() === after;
      return false;
    }
    return event.getChaincodeId() === chaincode;
  };
}

/** The events of a block's valid transactions. */
export function readEvents(block: common.Block): peer.ChaincodeEvent[] {
  const { TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
  const codes = block.getMetadata()?.getMetadataList_asU8()[TRANSACTIONS_FILTER];
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.flatMap((envelope, index) =>
    codes?.[index] === peer.TxValidationCode.VALID ? readEvent(envelope) : [],
  );
}

function readEvent(bytes: Uint8Array): peer.ChaincodeEvent[] {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  if (parseHeader(payload).channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
    return [];
  }
  const events = parseAction(payload.getData_asU8()).getEvents_asU8();
  const event = peer.ChaincodeEvent.deserializeBinary(events);
  const isComplete = event.getChaincodeId() !== '' && event.getEventName() !== '' && event.getTxId() !== '';
  return isComplete ? [event] : [];
}
