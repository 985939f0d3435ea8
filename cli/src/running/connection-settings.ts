import { dirname, resolve } from 'node:path';
import type { LedgerConnection } from '@quancheng/ledger';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOf,
  objectOf,
  optional,
  participantIdForm,
  QuanchengError,
  readForm,
  textForm,
  type ObjectValue,
} from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { parse } from 'yaml';

const alternativeForm = objectOf({
  endpoint: textForm,
  tlsRootCertificate: textForm,
  tlsServerName: optional(textForm),
});

/** The members of a configuration that say where the ledger is, and as whom to speak to it. */
export const connectionMembers = {
  endpoint: textForm,
  tlsRootCertificate: textForm,
  tlsServerName: optional(textForm),
  alternatives: optional(listOf(alternativeForm, 1, 64)),
  tlsCertificate: optional(textForm),
  tlsPrivateKey: optional(textForm),
  mspId: textForm,
  certificate: textForm,
  privateKey: textForm,
  channel: textForm,
  chaincode: textForm,
  endorsingOrganisations: optional(listOf(participantIdForm, 1, 64)),
} as const;

export type ConnectionSettings = ObjectValue<typeof connectionMembers>;

/** Makes these settings' paths absolute: they count from the configuration's folder. */
export function resolveConnection(settings: ConnectionSettings, configuration: string): ConnectionSettings {
  const from = (name: string) => resolve(dirname(configuration), name);
  const { alternatives, tlsCertificate, tlsPrivateKey } = settings;
  return {
    ...settings,
    tlsRootCertificate: from(settings.tlsRootCertificate),
    ...(alternatives === undefined
      ? {}
      : {
          alternatives: alternatives.map((each) => ({
            ...each,
            tlsRootCertificate: from(each.tlsRootCertificate),
          })),
        }),
    ...(tlsCertificate === undefined ? {} : { tlsCertificate: from(tlsCertificate) }),
    ...(tlsPrivateKey === undefined ? {} : { tlsPrivateKey: from(tlsPrivateKey) }),
    certificate: from(settings.certificate),
    privateKey: from(settings.privateKey),
  };
}

/**
 * A configuration, YAML or JSON, as an object. Its `connection` may name a file with the members of the connection, whose
 * paths count from that file's folder.
 * @throws FILE_UNREADABLE, PROFILE_INVALID
 */
export async function readConfiguration(path: string): Promise<JsonValue> {
  const { connection, ...settings } = await readObject(path);
  if (connection === undefined) return settings;
  if (typeof connection !== 'string') throw new QuanchengError('PROFILE_INVALID', '/connection: no path');
  const file = resolve(dirname(path), connection);
  const members = readForm(objectOf(connectionMembers), await readObject(file), 'PROFILE_INVALID');
  return { ...resolveConnection(members, file), ...settings };
}

async function readObject(path: string): Promise<JsonObject> {
  const text = await readText(path);
  try {
    const value = parse(text, { schema: 'core', maxAliasCount: 0 }) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch (cause) {
    throw new QuanchengError('PROFILE_INVALID', path, { cause });
  }
}

/** The TLS client certificate and its key, if the configuration names them. @throws FILE_UNREADABLE, PROFILE_INVALID */
async function readTlsClient({
  tlsCertificate,
  tlsPrivateKey,
}: ConnectionSettings): Promise<Pick<LedgerConnection, 'tlsClient'>> {
  if (tlsCertificate === undefined && tlsPrivateKey === undefined) return {};
  if (tlsCertificate === undefined || tlsPrivateKey === undefined) {
    throw new QuanchengError('PROFILE_INVALID', 'tlsCertificate and tlsPrivateKey need each other');
  }
  const [certificate, privateKey] = await Promise.all([readText(tlsCertificate), readText(tlsPrivateKey)]);
  return { tlsClient: { certificate, privateKey } };
}

/** The further peers, if the configuration names any. @throws FILE_UNREADABLE */
async function readAlternatives({
  alternatives,
}: ConnectionSettings): Promise<Pick<LedgerConnection, 'alternatives'>> {
  if (alternatives === undefined) return {};
  const read = alternatives.map(async ({ endpoint, tlsRootCertificate, tlsServerName }) => ({
    endpoint,
    tlsRootCertificate: await readText(tlsRootCertificate),
    ...(tlsServerName === undefined ? {} : { tlsServerName }),
  }));
  return { alternatives: await Promise.all(read) };
}

/** The ledger's connection, its certificates read. @throws FILE_UNREADABLE */
export async function readConnection(settings: ConnectionSettings): Promise<LedgerConnection> {
  const { endpoint, tlsServerName, mspId, channel, chaincode, endorsingOrganisations } = settings;
  return {
    endpoint,
    mspId,
    channel,
    chaincode,
    tlsRootCertificate: await readText(settings.tlsRootCertificate),
    certificate: await readText(settings.certificate),
    privateKey: await readText(settings.privateKey),
    ...(tlsServerName === undefined ? {} : { tlsServerName }),
    ...(await readTlsClient(settings)),
    ...(await readAlternatives(settings)),
    ...(endorsingOrganisations === undefined ? {} : { endorsingOrganisations }),
  };
}
