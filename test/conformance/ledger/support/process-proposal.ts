import { peer } from '@hyperledger/fabric-protos';
import type { Session } from '../../transcript/session.js';

/** protos.Endorser/ProcessProposal of the peer behind a session's gateway. */
export async function processProposal(
  { client }: Session,
  proposal: peer.SignedProposal,
): Promise<peer.ProposalResponse> {
  return await new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      '/protos.Endorser/ProcessProposal',
      (message: peer.SignedProposal) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => peer.ProposalResponse.deserializeBinary(bytes),
      proposal,
      (error, answer) => (answer === undefined ? reject(error!) : resolve(answer)),
    );
  });
}
