import { common, orderer } from '@hyperledger/fabric-protos';
import { readers } from '../identities/members.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { parseHeader } from '../validation/transaction-parts.js';

const timeWindow = 15 * 60 * 1000;

export type DeliverStatus = common.StatusMap[keyof common.StatusMap];

/** Which blocks a client wants: `last` is Infinity for a stream without end. */
export interface DeliverRequest {
  readonly first: number;
  readonly last: number;
  readonly isWaiting: boolean;
  readonly headersOnly: boolean;
  /** The organisation of the client. */
  readonly mspId: string;
}

const { BAD_REQUEST, FORBIDDEN, NOT_FOUND } = common.Status;

/** Reads a signed seek envelope; the status says why it is refused. */
export function readDeliverRequest(
  envelope: common.Envelope,
  channel: EmbeddedChannel,
): DeliverRequest | DeliverStatus {
  try {
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const { channelHeader, signatureHeader } = parseHeader(payload);
    const time = channelHeader.getTimestamp()?.toDate().getTime() ?? 0;
    if (Math.abs(time - channel.endorser.now()) > timeWindow) {
      return BAD_REQUEST;
    }
    if (channelHeader.getChannelId() !== channel.name) {
      return NOT_FOUND;
    }
    const seek = orderer.SeekInfo.deserializeBinary(payload.getData_asU8());
    const mspId = readerOf(envelope, signatureHeader.getCreator_asU8(), channel);
    return mspId === undefined ? FORBIDDEN : readSeek(seek, channel, mspId);
  } catch {
    return BAD_REQUEST;
  }
}

/** The organisation of the reader who signed the envelope; undefined if none did. */
function readerOf(
  envelope: common.Envelope,
  creator: Uint8Array,
  { members, endorser }: EmbeddedChannel,
): string | undefined {
  try {
    const member = members.recognise(creator);
    const isReader =
      readers.includes(member.role) &&
      member.notAfter.getTime() >= endorser.now() &&
      members.isSignature(member, envelope.getPayload_asU8(), envelope.getSignature_asU8());
    return isReader ? member.mspId : undefined;
  } catch {
    return undefined;
  }
}

function readSeek(
  seek: orderer.SeekInfo,
  { chain }: EmbeddedChannel,
  mspId: string,
): DeliverRequest | DeliverStatus {
  const start = seek.getStart();
  const stop = seek.getStop();
  if (start === undefined || stop === undefined) {
    return BAD_REQUEST;
  }
  const first = readStart(start, chain.height);
  if (first === undefined) {
    return NOT_FOUND;
  }
  const last = readStop(stop, start, first, chain.height);
  if (last < first && stop.hasSpecified()) {
    return BAD_REQUEST;
  }
  return {
    first,
    last,
    isWaiting: seek.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY,
    headersOnly: seek.getContentType() === orderer.SeekInfo.SeekContentType.HEADER_WITH_SIG,
    mspId,
  };
}

function readStart(start: orderer.SeekPosition, height: number): number | undefined {
  if (start.hasOldest()) {
    return 0;
  }
  if (start.hasNewest()) {
    return height - 1;
  }
  if (start.hasNextCommit()) {
    return height;
  }
  const number = start.getSpecified()?.getNumber();
  return number === undefined || number > height ? undefined : number;
}

/** Clients ask for a stream without end by stopping at 2^64 − 1, which no JavaScript number holds exactly. */
function readStop(
  stop: orderer.SeekPosition,
  start: orderer.SeekPosition,
  first: number,
  height: number,
): number {
  if (stop.hasOldest()) {
    return first;
  }
  if (stop.hasNewest()) {
    return start.hasNewest() ? first : height - 1;
  }
  const number = stop.getSpecified()?.getNumber() ?? Infinity;
  return Number.isSafeInteger(number) ? number : Infinity;
}
