import { equalBytes, QuanchengError } from '@quancheng/protocol';
import * as fabric from '../fabric/messages.js';
import { inflate } from '../compression/inflate.js';
import { decodeMessage } from '../protobuf/decode-message.js';
import type { MessageOf } from '../protobuf/message-type.js';

/** The parts of an endorsed transaction, decoded level by level. Nothing is verified but their form. */
export interface UnpackedRead {
  readonly channelHeader: MessageOf<typeof fabric.channelHeader>;
  readonly signatureHeader: MessageOf<typeof fabric.signatureHeader>;
  /** The chaincode's name in the channel header's extension and in the input. */
  readonly extensionName: string;
  readonly inputName: string;
  readonly arguments: readonly Uint8Array[];
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What the proposal hash is over. */
  readonly proposalParts: readonly Uint8Array[];
  readonly proposalHash: Uint8Array;
  /** What the endorsers signed, before their identities. */
  readonly responsePayload: Uint8Array;
  readonly response: { readonly status: number; readonly payload: Uint8Array };
  readonly chaincode: { readonly name: string; readonly version: string };
  readonly namespaces: readonly Namespace[];
  readonly endorsements: readonly { readonly endorser: Uint8Array; readonly signature: Uint8Array }[];
}

export interface Namespace {
  readonly name: string;
  readonly reads: MessageOf<typeof fabric.keyValueSet>['reads'];
}

const ENDORSER_TRANSACTION = 3;
/** Chaincode types of Fabric (GOLANG, NODE, CAR, JAVA, EXTERNAL). The client sets it, and no peer looks at it. */
const LAST_CHAINCODE_TYPE = 5;
/** Bytes of a read that came compressed. */
const MOST = 1_048_576;
const MILLISECONDS = 1_000;
const NANOSECONDS = 1_000_000;

/**
 * Steps 1 and 2 of docs/specs/ledger.md, "Verifying an endorsed read", as far as they concern form.
 * @param bytes common.Payload, or a zlib stream of it
 * @throws READ_MALFORMED
 */
export function unpackRead(bytes: Uint8Array): UnpackedRead {
  const payload = decodeMessage(fabric.payload, isCompressed(bytes) ? inflate(bytes, MOST) : bytes);
  const header = required('header', payload.header);
  const action = onlyAction(payload.data);
  if (!equalBytes(action.header, header.signatureHeader)) throw malformed('the action has another header');
  const actionPayload = decodeMessage(fabric.chaincodeActionPayload, action.payload);
  const { responsePayload, endorsements } = required('action', actionPayload.action);
  return {
    ...unpackHeader(header),
    ...unpackInput(actionPayload.proposalPayload),
    ...unpackResponse(responsePayload),
    proposalParts: [header.channelHeader, header.signatureHeader, actionPayload.proposalPayload],
    responsePayload,
    endorsements,
  };
}

function onlyAction(transaction: Uint8Array): { readonly header: Uint8Array; readonly payload: Uint8Array } {
  const { actions } = decodeMessage(fabric.transaction, transaction);
  const [action] = actions;
  if (action === undefined || actions.length > 1) throw malformed('not exactly one action');
  return action;
}

/** A zlib stream begins with its method (RFC 1950); a Payload with the tag of its first field. */
function isCompressed([first]: Uint8Array): boolean {
  return first === 0x78;
}

type Header = Pick<UnpackedRead, 'channelHeader' | 'signatureHeader' | 'extensionName' | 'time'>;

function unpackHeader(header: { channelHeader: Uint8Array; signatureHeader: Uint8Array }): Header {
  const channelHeader = decodeMessage(fabric.channelHeader, header.channelHeader);
  if (channelHeader.type !== ENDORSER_TRANSACTION) throw malformed('not an endorser transaction');
  if (channelHeader.epoch !== 0) throw malformed('epoch');
  const timestamp = required('timestamp', channelHeader.timestamp);
  if (timestamp.nanos >= MILLISECONDS * NANOSECONDS || timestamp.seconds > 253_402_300_799)
    throw malformed('timestamp');
  const extension = decodeMessage(fabric.chaincodeHeaderExtension, channelHeader.extension);
  return {
    channelHeader,
    signatureHeader: decodeMessage(fabric.signatureHeader, header.signatureHeader),
    extensionName: required('chaincode id', extension.chaincodeId).name,
    time: timestamp.seconds * MILLISECONDS + Math.floor(timestamp.nanos / NANOSECONDS),
  };
}

function unpackInput(proposalPayload: Uint8Array): Pick<UnpackedRead, 'inputName' | 'arguments'> {
  const { input } = decodeMessage(fabric.chaincodeProposalPayload, proposalPayload);
  const spec = required('specification', decodeMessage(fabric.chaincodeInvocationSpec, input).spec);
  if (spec.type > LAST_CHAINCODE_TYPE) throw malformed('chaincode type');
  return {
    inputName: required('chaincode id', spec.chaincodeId).name,
    arguments: required('input', spec.input).arguments,
  };
}

type Response = Pick<UnpackedRead, 'proposalHash' | 'response' | 'chaincode' | 'namespaces'>;

function unpackResponse(responsePayload: Uint8Array): Response {
  const { proposalHash, extension } = decodeMessage(fabric.proposalResponsePayload, responsePayload);
  const action = decodeMessage(fabric.chaincodeAction, extension);
  const { namespaces } = decodeMessage(fabric.readWriteSet, action.results);
  return {
    proposalHash,
    response: required('response', action.response),
    chaincode: required('chaincode id', action.chaincodeId),
    namespaces: namespaces.map(({ namespace, set }) => ({
      name: namespace,
      reads: decodeMessage(fabric.keyValueSet, set).reads,
    })),
  };
}

function required<Value>(what: string, value: Value | undefined): Value {
  if (value === undefined) throw malformed(`no ${what}`);
  return value;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('READ_MALFORMED', detail);
}
