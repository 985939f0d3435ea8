import { isJsonObject, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { invalid, readCount, readObject, readString, readStrings } from './read-answer.js';

/** What a gateway says of a participant; a claim, for commands to build on: the ledger judges them. */
export interface ParticipantDescription {
  readonly id: string;
  /** Absent for a person. */
  readonly name?: string;
  readonly type: string;
  /** X25519 public key by which data is encrypted for it, Base64. */
  readonly encryptionKey?: string;
  readonly roles: readonly string[];
  /** Every change of the participant or its keys increases it. */
  readonly version: number;
  readonly keys: readonly KeyDescription[];
}

export interface KeyDescription {
  /** KeyId. */
  readonly key: string;
  readonly algorithm: string;
  /** Why it was revoked, if it was. */
  readonly revoked?: string;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readParticipantDescription(answer: JsonObject): ParticipantDescription {
  const participant = readObject(answer['participant'], 'participant');
  const { keys } = answer;
  if (!Array.isArray(keys)) throw invalid('keys is no list');
  return {
    id: readString(participant, 'id'),
    ...('name' in participant ? { name: readString(participant, 'name') } : {}),
    type: readString(participant, 'type'),
    ...('encryptionKey' in participant ? { encryptionKey: readString(participant, 'encryptionKey') } : {}),
    roles: readStrings(participant, 'roles'),
    version: readCount(participant, 'version'),
    keys: (keys as readonly JsonValue[]).map((each) => readKey(readObject(each, 'a key'))),
  };
}

function readKey(answer: JsonObject): KeyDescription {
  const key = readObject(answer['key'], 'key');
  const { revocation } = answer;
  return {
    key: readString(key, 'key'),
    algorithm: readString(key, 'algorithm'),
    ...(isJsonObject(revocation) ? { revoked: readString(revocation, 'reason') } : {}),
  };
}
