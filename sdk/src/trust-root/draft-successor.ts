import {
  canonicalize,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseCanonical,
  QuanchengError,
} from '@quancheng/protocol';
import { fingerprint, parseTrustRoot, type TrustRootContent } from '@quancheng/verifier';

/** A log's place in a trust root: all its keys, in the order of their sizes. */
export type LogMember = TrustRootContent['logs'][number];

/** What a successor says otherwise than its predecessor; what isn't named stays. */
export interface TrustRootChanges {
  /** Added, or put in the place of those of the same origin. */
  readonly logs?: readonly LogMember[];
  /** C2SP tlog-policy without logs. */
  readonly witnesses?: string;
  /** Added to those that are accepted. */
  readonly chaincodeVersions?: readonly string[];
  /** Any other members, whole. */
  readonly members?: JsonObject;
}

/** What makes a root that root: these are never given by hand. */
const FIXED = ['schema', 'sequence', 'previous', 'issued', 'ledger'];

/**
 * The successor of a trust root, yet unsigned.
 * @param predecessor payload of the present root
 * @param issued Time
 * @returns its canonical payload
 * @throws TRUST_ROOT_INVALID if it would be no trust root
 */
export function draftSuccessor(
  predecessor: Uint8Array,
  changes: TrustRootChanges,
  issued: string,
): Uint8Array {
  const before = parseCanonical(predecessor);
  const { sequence } = parseTrustRoot(predecessor);
  const { logs = [], witnesses, chaincodeVersions = [], members = {} } = changes;
  const fixed = FIXED.find((name) => name in members);
  if (!isJsonObject(before) || fixed !== undefined)
    throw new QuanchengError('TRUST_ROOT_INVALID', `${fixed ?? ''} cannot be chosen`);
  const next = { ...before, ...members };
  const payload = canonicalize({
    ...next,
    logs: mergeLogs(next['logs'], logs),
    chaincode: withVersions(next['chaincode'], chaincodeVersions),
    ...(witnesses === undefined ? {} : { witnesses }),
    sequence: sequence + 1,
    previous: fingerprint(predecessor),
    issued,
  });
  parseTrustRoot(payload);
  return payload;
}

function mergeLogs(present: JsonValue | undefined, changed: readonly LogMember[]): JsonValue {
  const replaced = new Set<string>(changed.map(({ origin }) => origin));
  const kept = objectsOf(present).filter((log) => !replaced.has(originOf(log)));
  return [...kept, ...changed.map(logMember)].sort((left, right) =>
    originOf(left) < originOf(right) ? -1 : 1,
  );
}

/** That it is a string is judged with the rest. */
function originOf({ origin }: JsonObject): string {
  return typeof origin === 'string' ? origin : '';
}

function logMember({ origin, operator, keys }: LogMember): JsonObject {
  return {
    origin,
    operator,
    keys: keys.map(({ verifierKey, from, until }) => ({
      verifierKey,
      from,
      ...(until === undefined ? {} : { until }),
    })),
  };
}

function withVersions(chaincode: JsonValue | undefined, further: readonly string[]): JsonValue {
  if (!isJsonObject(chaincode)) throw new QuanchengError('TRUST_ROOT_INVALID', 'chaincode is no object');
  const { versions } = chaincode;
  if (!Array.isArray(versions)) throw new QuanchengError('TRUST_ROOT_INVALID', 'versions is no list');
  return { ...chaincode, versions: [...new Set([...(versions as readonly JsonValue[]), ...further])] };
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [];
}
