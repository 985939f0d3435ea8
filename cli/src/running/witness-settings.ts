import { dirname, resolve } from 'node:path';
import { integerForm, objectOf, optional, readForm, textForm, type ValueOf } from '@quancheng/protocol';
import { connectionMembers, readConfiguration, resolveConnection } from './connection-settings.js';

const settingsForm = objectOf({
  ...connectionMembers,
  name: textForm,
  key: textForm,
  trustRoot: textForm,
  directory: textForm,
  host: optional(textForm),
  port: optional(integerForm(0, 65_535)),
});

export type WitnessSettings = ValueOf<typeof settingsForm>;

/** Reads a witness's configuration; its paths come out absolute. @throws FILE_UNREADABLE, PROFILE_INVALID */
export async function readWitnessSettings(path: string): Promise<WitnessSettings> {
  const settings = readForm(settingsForm, await readConfiguration(path), 'PROFILE_INVALID');
  const from = (name: string) => resolve(dirname(path), name);
  return {
    ...settings,
    ...resolveConnection(settings, path),
    key: from(settings.key),
    trustRoot: from(settings.trustRoot),
    directory: from(settings.directory),
  };
}
