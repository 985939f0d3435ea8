import type { EndorsementPolicy } from '../../topology/endorsement-policy.js';
import type { EndorserContext } from '../endorsement/endorser.js';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';
import type { Members } from '../identities/members.js';
import type { Chain } from '../ledger/chain.js';
import type { Admission } from '../ordering/admission.js';
import type { CommitNotifier } from '../services/commit-notifier.js';

/** What the services of a node share: its one channel. */
export interface EmbeddedChannel {
  readonly name: string;
  readonly chain: Chain;
  readonly members: Members;
  readonly peers: readonly EndorsingPeer[];
  readonly policy: EndorsementPolicy;
  readonly endorser: EndorserContext;
  readonly admission: Admission;
  readonly commits: CommitNotifier;
  /** Orderers as error details name them. */
  readonly orderers: readonly { readonly mspId: string; readonly address: string }[];
  /** Aborted when the node closes. */
  readonly closing: AbortSignal;
}
