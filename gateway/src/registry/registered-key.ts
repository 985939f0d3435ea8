import {
  decodeBase64,
  parsePublicKey,
  QuanchengError,
  type JsonObject,
  type PublicKey,
} from '@quancheng/protocol';

/** What the ledger says about a signer that a statement names: one participant with one of its keys. */
export interface RegisteredKey {
  /** Undefined if the ledger has no such key, or has it for another participant. */
  readonly publicKey: PublicKey | undefined;
  readonly roles: ReadonlySet<string>;
  readonly revoked: boolean;
  /** Absent: the gateway's own bounds alone. */
  readonly quota?: Quota;
}

/** What the registrar allows a participant at a gateway, per day. */
export interface Quota {
  readonly recordsPerDay: number;
  readonly commandsPerDay: number;
}

/** State keys that tell about a signer, in the order in which parseRegisteredKey takes their values. */
export function signerStateKeys(participant: string, key: string): readonly [string, string, string] {
  return [`participant/${participant}`, `key/${key}`, `revocation/${key}`];
}

/** @throws LEDGER_ANSWER_MALFORMED, KEY_MALFORMED */
export function parseRegisteredKey(
  id: string,
  participant: JsonObject | null,
  key: JsonObject | null,
  revocation: JsonObject | null,
): RegisteredKey {
  // An organisation's administrator has a key and is no participant.
  if (key === null || key['participant'] !== id) {
    return { publicKey: undefined, roles: new Set(), revoked: false };
  }
  const { publicKey } = key;
  const { roles, quota } = participant ?? { roles: [] };
  if (typeof publicKey !== 'string' || !Array.isArray(roles)) {
    throw new QuanchengError('LEDGER_ANSWER_MALFORMED', `the registration of ${id} lacks its members`);
  }
  return {
    publicKey: parsePublicKey(decodeBase64(publicKey)),
    roles: new Set(roles.map(String)),
    revoked: revocation !== null,
    // The contract wrote it in its form, checked by all endorsers.
    ...(quota === undefined ? {} : { quota: quota as unknown as Quota }),
  };
}
