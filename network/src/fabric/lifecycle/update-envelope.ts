import { randomBytes } from 'node:crypto';
import { common, msp } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import type { SigningIdentity } from '../../msp/signing-identity.js';

/** A configuration update as Fabric's own tools keep it in files (`peer channel signconfigtx`): unsigned outside. */
export function formatUpdate(channel: string, content: common.ConfigUpdateEnvelope): Buffer {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(content.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return Buffer.from(envelope.serializeBinary());
}

export function newUpdateContent(update: common.ConfigUpdate): common.ConfigUpdateEnvelope {
  const content = new common.ConfigUpdateEnvelope();
  content.setConfigUpdate(update.serializeBinary());
  return content;
}

/**
 * Reads a file as `formatUpdate`, `peer channel signconfigtx` or configtxlator wrote it.
 * @throws QuanchengError CHANNEL_UPDATE_INVALID if it is no update of this channel.
 */
export function parseUpdate(channel: string, bytes: Uint8Array): common.ConfigUpdateEnvelope {
  try {
    const envelope = common.Envelope.deserializeBinary(bytes);
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    const content = common.ConfigUpdateEnvelope.deserializeBinary(payload.getData_asU8());
    const update = readUpdate(content);
    if (
      header.getType() === common.HeaderType.CONFIG_UPDATE &&
      header.getChannelId() === channel &&
      update.getChannelId() === channel
    ) {
      return content;
    }
  } catch (cause) {
    throw new QuanchengError('CHANNEL_UPDATE_INVALID', 'the file holds no configuration update', { cause });
  }
  throw new QuanchengError('CHANNEL_UPDATE_INVALID', `the file is no update of the channel ${channel}`);
}

export function readUpdate(content: common.ConfigUpdateEnvelope): common.ConfigUpdate {
  return common.ConfigUpdate.deserializeBinary(content.getConfigUpdate_asU8());
}

/** Adds an administrator's signature: over its header and the update, so that others may be added in any order. */
export function signUpdate(content: common.ConfigUpdateEnvelope, signer: SigningIdentity): void {
  const header = new common.SignatureHeader();
  header.setCreator(signer.serialised);
  header.setNonce(randomBytes(24));
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(header.serializeBinary());
  const message = Buffer.concat([signature.getSignatureHeader_asU8(), content.getConfigUpdate_asU8()]);
  signature.setSignature(signer.sign(message));
  content.addSignatures(signature);
}

/** MSP ids of those who signed, as they say themselves: the orderers check. */
export function signers(content: common.ConfigUpdateEnvelope): string[] {
  return content.getSignaturesList().map((each) => {
    const header = common.SignatureHeader.deserializeBinary(each.getSignatureHeader_asU8());
    return msp.SerializedIdentity.deserializeBinary(header.getCreator_asU8()).getMspid();
  });
}
