import { dirname, resolve } from 'node:path';
import {
  isJsonObject,
  isQuanchengError,
  type JsonObject,
  type JsonValue,
  listOf,
  objectOf,
  oneOf,
  optional,
  participantIdForm,
  QuanchengError,
  readForm,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { parse } from 'yaml';

/** What a profile file may say: settings of the command, and members that all its records have in common. */
export const profileForm = objectOf({
  gateway: optional(textForm),
  /** Several, the preferred one first. */
  gateways: optional(listOf(textForm, 1, 16)),
  /** A key file; a relative path counts from the profile's folder. */
  key: optional(textForm),
  participant: optional(participantIdForm),
  commitment: optional(oneOf('hmac', 'digest')),
  title: optional(textForm),
  mediaType: optional(textForm),
  actingFor: optional(participantIdForm),
  legalBasis: optional(textForm),
  level: optional(oneOf('general', 'important')),
  custodian: optional(textForm),
  provenance: optional(
    objectOf({
      source: optional(textForm),
      mechanism: optional(textForm),
      collector: optional(textForm),
      device: optional(textForm),
      clockSource: optional(textForm),
      steps: optional(listOf(textForm, 1, 32)),
    }),
  ),
  provider: optional(participantIdForm),
  consumer: optional(participantIdForm),
  catalogue: optional(textForm),
  purpose: optional(textForm),
  means: optional(oneOf('api', 'file', 'platform', 'other')),
  sent: optional(timeForm),
  received: optional(timeForm),
});

export type Profile = ValueOf<typeof profileForm>;

/**
 * Reads a profile, JSON or YAML.
 * @throws FILE_UNREADABLE, PROFILE_INVALID with the member's path
 */
export async function readProfile(path: string): Promise<Profile> {
  const profile = parseProfile(await readText(path), path);
  return profile.key === undefined ? profile : { ...profile, key: resolve(dirname(path), profile.key) };
}

function parseProfile(text: string, path: string): Profile {
  try {
    const value = parse(text, { schema: 'core', maxAliasCount: 0 }) as JsonValue;
    return readForm(profileForm, isJsonObject(value) ? withoutEmpty(value) : {}, 'PROFILE_INVALID');
  } catch (cause) {
    if (isQuanchengError(cause)) throw new QuanchengError(cause.code, `${path}: ${cause.detail}`, { cause });
    throw new QuanchengError('PROFILE_INVALID', `${path}: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
}

/** A name without a value is an empty line in somebody's template. */
function withoutEmpty(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
