import { dirname, resolve } from 'node:path';
import type { WitnessAddress } from '@quancheng/gateway';
import {
  integerForm,
  listOf,
  objectOf,
  optional,
  originForm,
  parseVerifierKey,
  readForm,
  stringForm,
  type Form,
  textForm,
  type ValueOf,
} from '@quancheng/protocol';
import { connectionMembers, readConfiguration, resolveConnection } from './connection-settings.js';

const booleanForm: Form<boolean> = {
  mismatch: (value) => (typeof value === 'boolean' ? undefined : { path: '', expected: 'true or false' }),
};

const urlForm = stringForm('an http or https URL without a slash at its end', (value) =>
  /^https?:\/\/[^\s?#]*[^\s?#/]$/.test(value),
);
const witnessForm = objectOf({ verifierKey: textForm, url: urlForm });

/** Milliseconds, and a number of entries (the gateway's AnchoringPace). */
const paceForm = objectOf({
  interval: optional(integerForm(50, 3_600_000)),
  shortest: optional(integerForm(50, 3_600_000)),
  many: optional(integerForm(1, 1_000_000_000)),
});

const settingsForm = objectOf({
  ...connectionMembers,
  trustRoot: textForm,
  origin: originForm,
  logKey: textForm,
  otherLogKeys: optional(listOf(textForm, 1, 15)),
  directory: textForm,
  host: optional(textForm),
  port: optional(integerForm(0, 65_535)),
  writesTicks: optional(booleanForm),
  openRecords: optional(booleanForm),
  anchoring: optional(paceForm),
  witnesses: optional(listOf(witnessForm, 1, 64)),
  templates: optional(listOf(textForm, 1, 16)),
});

export type GatewaySettings = ValueOf<typeof settingsForm>;

/** Reads a gateway's configuration; its paths come out absolute. @throws FILE_UNREADABLE, PROFILE_INVALID */
export async function readGatewaySettings(path: string): Promise<GatewaySettings> {
  const settings = readForm(settingsForm, await readConfiguration(path), 'PROFILE_INVALID');
  const from = (name: string) => resolve(dirname(path), name);
  return {
    ...settings,
    ...resolveConnection(settings, path),
    trustRoot: from(settings.trustRoot),
    logKey: from(settings.logKey),
    ...(settings.otherLogKeys === undefined ? {} : { otherLogKeys: settings.otherLogKeys.map(from) }),
    directory: from(settings.directory),
    ...(settings.templates === undefined ? {} : { templates: settings.templates.map(from) }),
  };
}

/** Whom the gateway asks for cosignatures. @throws NOTE_MALFORMED, ENCODING_BASE64, KEY_MALFORMED, KEY_WEAK */
export function witnessesOf({ witnesses = [] }: GatewaySettings): readonly WitnessAddress[] {
  return witnesses.map(({ verifierKey, url }) => ({ verifierKey: parseVerifierKey(verifierKey), url }));
}
