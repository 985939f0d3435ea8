import type { Envelope } from '@quancheng/protocol';

/** A request that the gateway keeps for the registrars. It is verified; what it asks for is theirs to judge. */
export interface KeptRequest {
  /** Hex SHA-256 of the envelope. */
  readonly id: string;
  readonly participant: string;
  /** KeyId of the key that it is for. */
  readonly key: string;
  /** Time, by the gateway's clock. */
  readonly received: string;
  /** Time after which the gateway forgets it. */
  readonly expires: string;
  readonly envelope: Envelope;
  /** A registrar's refusal. */
  readonly refusal?: Envelope;
}
