import { common } from '@hyperledger/fabric-protos';
import { BoundedMap } from '../cryptography/bounded-map.js';
import { type Members, writers } from '../identities/members.js';
import { transactionIdOf } from '../proposal/check-proposal.js';
import { embeddedSupports } from '../supports.js';
import { attempt } from '../validation/attempt.js';
import { type TransactionHeader, parseHeader } from '../validation/transaction-parts.js';
import { isSignedByCreator } from '../validation/validate-envelope.js';
import { largestEnvelope } from './block-cutting.js';
import type { Orderer } from './orderer.js';

/** Requests that BFT orderers remember after ordering them (SmartBFT: defaultSizeOfDelElements). */
const rememberedRequests = 1000;

/** An orderer's answer to a broadcast envelope. */
export interface BroadcastAnswer {
  readonly status: common.StatusMap[keyof common.StatusMap];
  readonly info: string;
}

const { BAD_REQUEST, FORBIDDEN, NOT_IMPLEMENTED, SERVICE_UNAVAILABLE, SUCCESS } = common.Status;
const { CONFIG_UPDATE, ENDORSER_TRANSACTION } = common.HeaderType;
const forbidden =
  "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied";

/**
 * The gate before the orderer, with the answers of Fabric's BFT orderers: a well-formed transaction of this channel,
 * signed by a writer, and not one that was just ordered. Whether it is valid is decided in its block.
 */
export class Admission {
  readonly #recent = new BoundedMap<string, 'waiting' | 'ordered'>(rememberedRequests);

  constructor(
    readonly channel: string,
    readonly members: Members,
    private readonly orderer: Orderer,
  ) {}

  async submit(envelope: common.Envelope): Promise<BroadcastAnswer> {
    const header = readHeader(envelope);
    if (header !== undefined) {
      const creator = header.signatureHeader.getCreator_asU8();
      await this.members.check(creator, envelope.getPayload_asU8(), envelope.getSignature_asU8());
    }
    return this.#judge(envelope, header);
  }

  #judge(envelope: common.Envelope, header: TransactionHeader | undefined): BroadcastAnswer {
    if (header?.channelHeader.getChannelId() !== this.channel) {
      return { status: BAD_REQUEST, info: `message is no envelope for channel ${this.channel}` };
    }
    if (header.channelHeader.getType() === CONFIG_UPDATE) {
      return { status: NOT_IMPLEMENTED, info: embeddedSupports.configurationUpdates.sentence };
    }
    if (header.channelHeader.getType() !== ENDORSER_TRANSACTION) {
      return { status: BAD_REQUEST, info: 'message is of a type that cannot be processed directly' };
    }
    const bytes = envelope.serializeBinary();
    return (
      this.#refuse(envelope, header, bytes) ?? this.#admit(transactionIdOf(header.signatureHeader), bytes)
    );
  }

  /** To be told of each ordered transaction. */
  markOrdered(transactionId: string): void {
    this.#recent.set(transactionId, 'ordered');
  }

  /** Fabric's filters in their order: size, expiry, Writers. */
  #refuse(
    envelope: common.Envelope,
    header: TransactionHeader,
    bytes: Uint8Array,
  ): BroadcastAnswer | undefined {
    if (bytes.length > largestEnvelope) {
      const reason = `exceeds maximum allowed ${largestEnvelope} bytes`;
      return { status: BAD_REQUEST, info: `message payload is ${bytes.length} bytes and ${reason}` };
    }
    const member = attempt(() => this.members.recognise(header.signatureHeader.getCreator_asU8()));
    if (member !== undefined && member.notAfter.getTime() < Date.now()) {
      return { status: BAD_REQUEST, info: 'broadcast client identity expired' };
    }
    const isAllowed =
      member !== undefined && writers.includes(member.role) && isSignedByCreator(envelope, header, this);
    return isAllowed ? undefined : { status: FORBIDDEN, info: forbidden };
  }

  #admit(id: string, envelope: Uint8Array): BroadcastAnswer {
    switch (this.#recent.get(id)) {
      case 'waiting':
        return { status: SUCCESS, info: '' };
      case 'ordered':
        return { status: SERVICE_UNAVAILABLE, info: 'failed to submit request: request already processed' };
      default:
        return this.#order(id, envelope);
    }
  }

  #order(id: string, envelope: Uint8Array): BroadcastAnswer {
    try {
      this.orderer.order(envelope);
    } catch (error) {
      return { status: SERVICE_UNAVAILABLE, info: error instanceof Error ? error.message : String(error) };
    }
    this.#recent.set(id, 'waiting');
    return { status: SUCCESS, info: '' };
  }
}

function readHeader(envelope: common.Envelope): TransactionHeader | undefined {
  return attempt(() => parseHeader(common.Payload.deserializeBinary(envelope.getPayload_asU8())));
}
