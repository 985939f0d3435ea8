import type { Status } from '@hyperledger/fabric-gateway';
import { gateway as messages, msp } from '@hyperledger/fabric-protos';
import type { Session } from '../transcript/session.js';

/**
 * Resolves when every organisation's peer has committed a transaction. A client learns of its commit from one peer;
 * the others may be a block behind, and then refuse to endorse what follows, or endorse another result. The statuses are
 * those that the peers gave, in the sessions' order.
 */
export async function committedEverywhere(
  sessions: readonly Session[],
  transactionId: string,
): Promise<Status[]> {
  return await Promise.all(
    sessions.map(async ({ gateway, network }) => {
      const { mspId, credentials } = gateway.getIdentity();
      const identity = new msp.SerializedIdentity();
      identity.setMspid(mspId);
      identity.setIdBytes(credentials);
      const request = new messages.CommitStatusRequest();
      request.setChannelId(network.getName());
      request.setTransactionId(transactionId);
      request.setIdentity(identity.serializeBinary());
      const signed = new messages.SignedCommitStatusRequest();
      signed.setRequest(request.serializeBinary());
      return await gateway.newCommit(signed.serializeBinary()).getStatus();
    }),
  );
}
