import { type KeyObject, createHash, randomBytes, sign } from 'node:crypto';
import { join } from 'node:path';
import { common, type gateway, ledger, peer } from '@hyperledger/fabric-protos';
import { encodeLowSignature } from '@quancheng/ledger';
import { type Identity, readIdentity } from '@quancheng/network';
import { type Endorsed, serialise } from '../../conformance/ledger/support/forge.js';
import { privateKeyOf } from '../../network/embedded/open-node.js';

/** Parsed once: reading a key costs more than signing with it. */
class FastSigner {
  readonly serialised: Uint8Array;
  readonly #key: KeyObject;

  constructor(identity: Identity) {
    this.serialised = serialise(identity);
    this.#key = privateKeyOf(identity);
  }

  sign(message: Uint8Array): Uint8Array {
    return encodeLowSignature(sign('sha256', message, { key: this.#key, dsaEncoding: 'ieee-p1363' }));
  }
}

/**
 * Makes endorsed transactions that each write one new key, as fast as one process signs: nothing is simulated, but
 * every signature, hash and id is real, so that the node checks all that it checks of anyone's transaction. Where the
 * bytes go is learnt from one transaction that the official client made.
 */
export class LedgerWriter {
  readonly #client: FastSigner;
  readonly #endorsers: readonly FastSigner[];
  readonly #payload: common.Payload;
  readonly #channelHeader: common.ChannelHeader;
  readonly #action: peer.ChaincodeActionPayload;
  readonly #response: peer.ProposalResponsePayload;
  readonly #chaincodeAction: peer.ChaincodeAction;
  readonly #sets: ledger.rwset.TxReadWriteSet;

  constructor(prepared: gateway.PreparedTransaction, client: Identity, endorsers: readonly Identity[]) {
    this.#client = new FastSigner(client);
    this.#endorsers = endorsers.map((each) => new FastSigner(each));
    this.#payload = common.Payload.deserializeBinary(prepared.getEnvelope()!.getPayload_asU8());
    this.#channelHeader = common.ChannelHeader.deserializeBinary(
      this.#payload.getHeader()!.getChannelHeader_asU8(),
    );
    const [only] = peer.Transaction.deserializeBinary(this.#payload.getData_asU8()).getActionsList();
    this.#action = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8());
    this.#response = peer.ProposalResponsePayload.deserializeBinary(
      this.#action.getAction()!.getProposalResponsePayload_asU8(),
    );
    this.#chaincodeAction = peer.ChaincodeAction.deserializeBinary(this.#response.getExtension_asU8());
    this.#sets = ledger.rwset.TxReadWriteSet.deserializeBinary(this.#chaincodeAction.getResults_asU8());
  }

  /** A signed envelope whose transaction writes this key. */
  write(key: string, value: Uint8Array): Endorsed {
    const signatureHeader = this.#newSignatureHeader();
    const proposalPayload = this.#action.getChaincodeProposalPayload_asU8();
    this.#payload.getHeader()!.setChannelHeader(this.#channelHeader.serializeBinary());
    this.#payload.getHeader()!.setSignatureHeader(signatureHeader);
    this.#setResults(key, value);
    this.#response.setProposalHash(
      sha256(this.#payload.getHeader()!.getChannelHeader_asU8(), signatureHeader, proposalPayload),
    );
    this.#endorse(this.#response.serializeBinary());
    const action = new peer.TransactionAction();
    action.setHeader(signatureHeader);
    action.setPayload(this.#action.serializeBinary());
    const transaction = new peer.Transaction();
    transaction.setActionsList([action]);
    this.#payload.setData(transaction.serializeBinary());
    const envelope = new common.Envelope();
    envelope.setPayload(this.#payload.serializeBinary());
    envelope.setSignature(this.#client.sign(envelope.getPayload_asU8()));
    return { transactionId: this.#channelHeader.getTxId(), envelope };
  }

  #newSignatureHeader(): Uint8Array {
    const creator = this.#client.serialised;
    const nonce = randomBytes(24);
    const header = new common.SignatureHeader();
    header.setCreator(creator);
    header.setNonce(nonce);
    this.#channelHeader.setTxId(sha256(nonce, creator).toString('hex'));
    return header.serializeBinary();
  }

  #setResults(key: string, value: Uint8Array): void {
    const { KVRWSet, KVWrite } = ledger.rwset.kvrwset;
    for (const namespace of this.#sets.getNsRwsetList()) {
      const set = KVRWSet.deserializeBinary(namespace.getRwset_asU8());
      if (set.getWritesList().length > 0) {
        const write = new KVWrite();
        write.setKey(key);
        write.setValue(value);
        set.setWritesList([write]);
        namespace.setRwset(set.serializeBinary());
      }
    }
    this.#chaincodeAction.setResults(this.#sets.serializeBinary());
    this.#response.setExtension$(this.#chaincodeAction.serializeBinary());
  }

  #endorse(response: Uint8Array): void {
    const action = new peer.ChaincodeEndorsedAction();
    action.setProposalResponsePayload(response);
    action.setEndorsementsList(
      this.#endorsers.map((signer) => {
        const endorser = signer.serialised;
        const endorsement = new peer.Endorsement();
        endorsement.setEndorser(endorser);
        endorsement.setSignature(signer.sign(Buffer.concat([response, endorser])));
        return endorsement;
      }),
    );
    this.#action.setAction(action);
  }
}

/** The peers of these organisations, from the node's own folder. */
export async function readPeers(
  dataDirectory: string,
  organisations: readonly { readonly name: string; readonly mspId: string }[],
): Promise<Identity[]> {
  return await Promise.all(
    organisations.map(({ name, mspId }) =>
      readIdentity(join(dataDirectory, 'organisations', name, 'peers/peer0/msp'), mspId),
    ),
  );
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
