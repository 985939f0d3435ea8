import { common, ledger, msp, type peer } from '@hyperledger/fabric-protos';
import {
  canonicalize,
  decodeUtf8,
  encodeHex,
  encodeUtf8,
  sha256,
  type JsonValue,
  type Signer,
} from '@quancheng/protocol';
import {
  CHAINCODE,
  CHAINCODE_VERSION,
  CHANNEL,
  LEDGER,
  type TestConsortium,
  type TestOrganisation,
} from './consortium.js';
import type { TestLedger } from './test-ledger.js';

/** What an endorsed read is made of. Attacks change it before it is hashed and signed. */
export interface ReadParts {
  type: number;
  epoch: number;
  channel: string;
  extensionName: string;
  inputName: string;
  seconds: number;
  nanos: number;
  transactionId: string;
  args: Uint8Array[];
  result: JsonValue;
  resultBytes?: Uint8Array;
  status: number;
  chaincodeName: string;
  chaincodeVersion: string;
  namespaces: { name: string; set: ledger.rwset.kvrwset.KVRWSet }[];
  endorsers: { mspId: string; pem: string; signer: Signer }[];
  creator: Uint8Array;
  nonce: Uint8Array;
  proposalHash?: Uint8Array;
  /** Changes messages before they are encoded, hashed and signed. */
  changeHeader?: (header: common.ChannelHeader) => void;
  changeSpec?: (spec: peer.ChaincodeInvocationSpec) => void;
  changeProposalPayload?: (payload: peer.ChaincodeProposalPayload) => void;
  changeSets?: (sets: ledger.rwset.TxReadWriteSet) => void;
  changeAction?: (action: peer.ChaincodeAction) => void;
  changeSignature?: (signature: Uint8Array, index: number) => Uint8Array;
  changeEndorsed?: (endorsed: peer.ChaincodeEndorsedAction) => void;
  changeTransaction?: (transaction: peer.Transaction) => void;
  /** Changes an encoded message before it is hashed, signed and embedded. */
  transform?: (level: Level, bytes: Uint8Array) => Uint8Array;
}

export const levels = [
  'ChannelHeader',
  'ChaincodeHeaderExtension',
  'SignatureHeader',
  'ChaincodeInvocationSpec',
  'ChaincodeProposalPayload',
  'KVRWSet',
  'TxReadWriteSet',
  'ChaincodeAction',
  'ProposalResponsePayload',
  'SerializedIdentity',
  'ChaincodeActionPayload',
  'Transaction',
  'Payload',
] as const;

/** The messages that are embedded in another one as bytes. */
export type Level = (typeof levels)[number];

export interface ReadOptions {
  readonly keys: readonly string[];
  readonly time?: string;
  readonly nonce?: string;
  /** Positions of the endorsing organisations; the first two by default. */
  readonly endorsers?: readonly number[];
  readonly change?: (parts: ReadParts) => void;
}

export const READ_TIME = '2026-11-23T09:00:00.123Z';
const NONCE = '00112233445566778899aabbccddeeff';

/** The parts of a read of these keys, as the ledger answers it. */
export function partsOf(consortium: TestConsortium, state: TestLedger, options: ReadOptions): ReadParts {
  const time = options.time ?? READ_TIME;
  const milliseconds = Date.parse(time);
  const organisation = consortium.organisations[0]!;
  const creator = identity(organisation.mspId, organisation.client.pem);
  const nonce = sha256(encodeUtf8(`nonce ${time} ${options.keys.join()}`)).subarray(0, 24);
  const transactionId = encodeHex(sha256(nonce, creator));
  const keys = sortBytes(options.keys);
  const request = canonicalize({ keys, nonce: options.nonce ?? NONCE });
  return {
    type: common.HeaderType.ENDORSER_TRANSACTION,
    epoch: 0,
    channel: CHANNEL,
    extensionName: CHAINCODE,
    inputName: CHAINCODE,
    seconds: Math.floor(milliseconds / 1000),
    nanos: (milliseconds % 1000) * 1_000_000 + 456_789,
    transactionId,
    args: [encodeUtf8('attest'), request],
    result: {
      answers: keys.map((key) => ({ key, value: state.get(key)?.value ?? null })),
      arguments: [decodeUtf8(request)],
      chaincode: CHAINCODE,
      channel: CHANNEL,
      function: 'attest',
      ledger: LEDGER,
      nonce: options.nonce ?? NONCE,
      schema: 'quancheng/endorsed-read/v1',
      stateVersion: 1,
      tick: state.tick(),
      time,
      transaction: transactionId,
    },
    status: 200,
    chaincodeName: CHAINCODE,
    chaincodeVersion: CHAINCODE_VERSION,
    namespaces: [
      { name: '_lifecycle', set: keyValueSet([[`namespaces/fields/${CHAINCODE}/Sequence`, [4, 0]]]) },
      { name: CHAINCODE, set: keyValueSet(readsOf(state, keys)) },
    ],
    endorsers: endorsersOf(consortium, options).map(({ mspId, peer: endorser }) => {
      return { mspId, pem: endorser.pem, signer: endorser.signer };
    }),
    creator,
    nonce,
  };
}

function endorsersOf(
  { organisations }: TestConsortium,
  { endorsers }: ReadOptions,
): readonly TestOrganisation[] {
  return endorsers === undefined
    ? organisations.slice(0, 2)
    : endorsers.map((index) => organisations[index]!);
}

export type TestRead = readonly [
  key: string,
  version: readonly [block: number, transaction: number] | undefined,
];

function readsOf(state: TestLedger, keys: readonly string[]): readonly TestRead[] {
  const all = sortBytes([...new Set([...keys, 'ledger', 'tick/0', 'tick/1', 'tick/2'])]);
  return all.map((key) => [key, state.get(key)?.version] as const);
}

export function keyValueSet(reads: readonly TestRead[]): ledger.rwset.kvrwset.KVRWSet {
  const set = new ledger.rwset.kvrwset.KVRWSet();
  for (const [key, version] of reads) {
    const read = set.addReads();
    read.setKey(key);
    if (version === undefined) continue;
    const written = new ledger.rwset.kvrwset.Version();
    written.setBlockNum(version[0]);
    written.setTxNum(version[1]);
    read.setVersion(written);
  }
  return set;
}

export function identity(mspId: string, pem: string): Uint8Array {
  const message = new msp.SerializedIdentity();
  message.setMspid(mspId);
  message.setIdBytes(encodeUtf8(pem));
  return message.serializeBinary();
}

function sortBytes(keys: readonly string[]): string[] {
  return [...keys].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}
