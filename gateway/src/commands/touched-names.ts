import { isRecordName } from '@quancheng/domain';
import {
  isJsonObject,
  parseCanonical,
  unverifiedPayload,
  envelopeFromJson,
  type JsonValue,
} from '@quancheng/protocol';

/**
 * What a command is about: its target, the records that its body names, and whose collections it may add to. Two
 * commands that share one of these in different transactions would lose a race against each other.
 */
export function touchedNames(envelope: JsonValue): readonly string[] {
  const statement = parseCanonical(unverifiedPayload(envelopeFromJson(envelope)));
  if (!isJsonObject(statement)) return [];
  const { target, body } = statement;
  const names = isJsonObject(body)
    ? Object.entries(body).flatMap(([member, value]) => namesIn(member, value))
    : [];
  return typeof target === 'string' ? [target, ...names] : names;
}

/** Members that name a participant with a collection of its own. */
const collectors: readonly string[] = ['subject', 'holder', 'transferee'];

function namesIn(member: string, value: JsonValue): readonly string[] {
  return typeof value === 'string' && (isRecordName(value) || collectors.includes(member)) ? [value] : [];
}
