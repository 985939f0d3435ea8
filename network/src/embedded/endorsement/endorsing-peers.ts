import { peer } from '@hyperledger/fabric-protos';
import type { Members } from '../identities/members.js';
import type { SigningIdentity } from '../../msp/signing-identity.js';

/** An organisation's peer: it signs in its own name what the one simulation yielded. */
export interface EndorsingPeer {
  readonly mspId: string;
  /** host:port, for error details. */
  readonly address: string;
  readonly identity: SigningIdentity;
}

/** Signs payload ‖ own identity, as a peer's default endorsement plugin does. */
export function endorse(
  { identity }: EndorsingPeer,
  payload: Uint8Array,
  members: Members,
): peer.Endorsement {
  const message = Buffer.concat([payload, identity.serialised]);
  const signature = identity.sign(message);
  members.remember(identity.fingerprint, message, signature);
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(identity.serialised);
  endorsement.setSignature(signature);
  return endorsement;
}
