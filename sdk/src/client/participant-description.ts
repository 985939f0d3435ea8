import { isJsonObject, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { invalid, readCount, readObject, readString } from './read-answer.js';

/** What a gateway says of a participant; a claim, for commands to build on: the ledger judges them. */
export interface ParticipantDescription {
  readonly id: string;
  readonly name: string;
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
    name: readString(participant, 'name'),
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
