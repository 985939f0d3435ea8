import { status } from '@grpc/grpc-js';
import { readers } from '../identities/members.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { newStatusError } from './status-error.js';

interface SignedRequest {
  getRequest_asU8(): Uint8Array;
  getSignature_asU8(): Uint8Array;
}

interface ChannelRequest {
  getChannelId(): string;
  getIdentity_asU8(): Uint8Array;
}

/**
 * Decodes a request that travels in signed bytes and checks that one of the channel's readers signed it.
 * @throws ServiceError INVALID_ARGUMENT or PERMISSION_DENIED
 */
export async function readSignedRequest<T extends ChannelRequest>(
  signed: SignedRequest,
  decode: (bytes: Uint8Array) => T,
  channel: EmbeddedChannel,
): Promise<T> {
  const request = parse(signed, decode);
  if (request.getIdentity_asU8().length === 0) {
    throw newStatusError(status.INVALID_ARGUMENT, 'no identity provided');
  }
  if (request.getChannelId() === '') {
    throw newStatusError(status.INVALID_ARGUMENT, 'no channel ID provided');
  }
  const [message, signature] = [signed.getRequest_asU8(), signed.getSignature_asU8()];
  await channel.members.check(request.getIdentity_asU8(), message, signature);
  if (request.getChannelId() !== channel.name || !isSignedByReader(request, signed, channel)) {
    const reason =
      "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Readers' sub-policies to be satisfied";
    throw newStatusError(
      status.PERMISSION_DENIED,
      `Failed evaluating policy on signed data during check policy on channel [${request.getChannelId()}] with policy [/Channel/Application/Readers]: [${reason}]`,
    );
  }
  return request;
}

function parse<T>(signed: SignedRequest, decode: (bytes: Uint8Array) => T): T {
  if (signed.getRequest_asU8().length === 0) {
    throw newStatusError(status.INVALID_ARGUMENT, 'a request is required');
  }
  try {
    return decode(signed.getRequest_asU8());
  } catch (error) {
    throw newStatusError(status.INVALID_ARGUMENT, `invalid request: ${String(error)}`);
  }
}

function isSignedByReader(
  request: ChannelRequest,
  signed: SignedRequest,
  { members }: EmbeddedChannel,
): boolean {
  try {
    const member = members.recognise(request.getIdentity_asU8());
    return (
      readers.includes(member.role) &&
      members.isSignature(member, signed.getRequest_asU8(), signed.getSignature_asU8())
    );
  } catch {
    return false;
  }
}
