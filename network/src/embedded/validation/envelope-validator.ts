import type { MspDefinition } from '../../msp/msp-definition.js';
import { newMspRegistry } from '../../msp/msp-registry.js';
import type { EndorsementPolicy } from '../../topology/endorsement-policy.js';
import { Members } from '../identities/members.js';
import { compilePolicy } from '../policy/evaluate-policy.js';
import { formatSignaturePolicy } from '../policy/signature-policy.js';
import { validateEnvelope } from './validate-envelope.js';
import type { ValidationCode } from './validation-code.js';

/** A channel as far as an envelope can be judged by itself. */
export interface ChannelRules {
  readonly channel: string;
  readonly definitions: readonly MspDefinition[];
  /** The endorsement policy of each namespace that may be written. */
  readonly policies: Readonly<Record<string, EndorsementPolicy>>;
}

/**
 * Judges envelopes as a committer does before it looks at the state: by their bytes, the organisations' certificates
 * and the endorsement policies. The result is a peer.TxValidationCode; replays and read conflicts are not seen.
 */
export function newEnvelopeValidator({
  channel,
  definitions,
  policies,
}: ChannelRules): (envelope: Uint8Array) => ValidationCode {
  const members = new Members(newMspRegistry(definitions));
  const compiled = new Map(
    Object.entries(policies).map(([name, policy]) => [name, compilePolicy(formatSignaturePolicy(policy))]),
  );
  const context = {
    channel,
    members,
    policies: (namespace: string) => compiled.get(namespace),
    isKnownTransaction: () => false,
  };
  return (envelope) => validateEnvelope(envelope, context).code;
}
