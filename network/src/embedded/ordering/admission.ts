import { common } from '@hyperledger/fabric-protos';
import { BoundedMap } from '../cryptography/bounded-map.js';
import { type Members, writers } from '../identities/members.js';
import { transactionIdOf } from '../proposal/check-proposal.js';
import { parseHeader } from '../validation/transaction-parts.js';
import { isSignedByCreator } from '../validation/validate-envelope.js';
import type { Orderer } from './orderer.js';

/** Requests that BFT orderers remember after ordering them (SmartBFT: defaultSizeOfDelElements). */
const rememberedRequests = 1000;

/** An orderer's answer to a broadcast envelope. */
export interface BroadcastAnswer {
  readonly status: common.StatusMap[keyof common.StatusMap];
  readonly info: string;
}

const { BAD_REQUEST, FORBIDDEN, SERVICE_UNAVAILABLE, SUCCESS } = common.Status;
const forbidden =
  "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be satisfied: permission denied";

/**
 * The gate before the orderer, with the answers of Fabric's BFT orderers: a well-formed transaction of this channel,
 * signed by a writer, and not one that was just ordered. Whether it is valid is decided in its block.
 */
export class Admission {
  readonly #recent = new BoundedMap<string, 'waiting' | 'ordered'>(rememberedRequests);

  constructor(
    private readonly channel: string,
    private readonly members: Members,
    private readonly orderer: Orderer,
  ) {}

  submit(envelope: common.Envelope): BroadcastAnswer {
    const request = this.#read(envelope);
    if (request === undefined) {
      return { status: BAD_REQUEST, info: `message is not a transaction of channel ${this.channel}` };
    }
    if (!request.isAllowed) {
      return { status: FORBIDDEN, info: forbidden };
    }
    switch (this.#recent.get(request.id)) {
      case 'waiting':
        return { status: SUCCESS, info: '' };
      case 'ordered':
        return { status: SERVICE_UNAVAILABLE, info: 'failed to submit request: request already processed' };
      default:
        return this.#order(request.id, envelope);
    }
  }

  /** To be told of each ordered transaction. */
  markOrdered(transactionId: string): void {
    this.#recent.set(transactionId, 'ordered');
  }

  #order(id: string, envelope: common.Envelope): BroadcastAnswer {
    try {
      this.orderer.order(envelope.serializeBinary());
    } catch (error) {
      return { status: SERVICE_UNAVAILABLE, info: error instanceof Error ? error.message : String(error) };
    }
    this.#recent.set(id, 'waiting');
    return { status: SUCCESS, info: '' };
  }

  #read(envelope: common.Envelope): { id: string; isAllowed: boolean } | undefined {
    try {
      const header = parseHeader(common.Payload.deserializeBinary(envelope.getPayload_asU8()));
      const isTransaction = header.channelHeader.getType() === common.HeaderType.ENDORSER_TRANSACTION;
      if (!isTransaction || header.channelHeader.getChannelId() !== this.channel) {
        return undefined;
      }
      return { id: transactionIdOf(header.signatureHeader), isAllowed: this.#isAllowed(envelope, header) };
    } catch {
      return undefined;
    }
  }

  #isAllowed(envelope: common.Envelope, header: ReturnType<typeof parseHeader>): boolean {
    try {
      const { role } = this.members.recognise(header.signatureHeader.getCreator_asU8());
      return (
        writers.includes(role) &&
        isSignedByCreator(envelope, header, { channel: this.channel, members: this.members })
      );
    } catch {
      return false;
    }
  }
}
