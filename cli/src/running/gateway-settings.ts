import { dirname, resolve } from 'node:path';
import type { LedgerConnection } from '@quancheng/ledger';
import {
  integerForm,
  isJsonObject,
  type JsonValue,
  listOf,
  objectOf,
  optional,
  originForm,
  participantIdForm,
  QuanchengError,
  readForm,
  type Form,
  textForm,
  type ValueOf,
} from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { parse } from 'yaml';

const booleanForm: Form<boolean> = {
  mismatch: (value) => (typeof value === 'boolean' ? undefined : { path: '', expected: 'true or false' }),
};

const alternativeForm = objectOf({
  endpoint: textForm,
  tlsRootCertificate: textForm,
  tlsServerName: optional(textForm),
});

const settingsForm = objectOf({
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
  trustRoot: textForm,
  origin: originForm,
  logKey: textForm,
  directory: textForm,
  host: optional(textForm),
  port: optional(integerForm(0, 65_535)),
  writesTicks: optional(booleanForm),
  openRecords: optional(booleanForm),
  templates: optional(listOf(textForm, 1, 16)),
});

export type GatewaySettings = ValueOf<typeof settingsForm>;

/** Reads a gateway's configuration; its paths come out absolute. @throws FILE_UNREADABLE, PROFILE_INVALID */
export async function readGatewaySettings(path: string): Promise<GatewaySettings> {
  const text = await readText(path);
  const settings = readForm(settingsForm, parseYaml(text, path), 'PROFILE_INVALID');
  const from = (name: string) => resolve(dirname(path), name);
  return {
    ...settings,
    tlsRootCertificate: from(settings.tlsRootCertificate),
    ...(settings.alternatives === undefined
      ? {}
      : {
          alternatives: settings.alternatives.map((each) => ({
            ...each,
            tlsRootCertificate: from(each.tlsRootCertificate),
          })),
        }),
    ...(settings.tlsCertificate === undefined ? {} : { tlsCertificate: from(settings.tlsCertificate) }),
    ...(settings.tlsPrivateKey === undefined ? {} : { tlsPrivateKey: from(settings.tlsPrivateKey) }),
    certificate: from(settings.certificate),
    privateKey: from(settings.privateKey),
    trustRoot: from(settings.trustRoot),
    logKey: from(settings.logKey),
    directory: from(settings.directory),
    ...(settings.templates === undefined ? {} : { templates: settings.templates.map(from) }),
  };
}

function parseYaml(text: string, path: string): JsonValue {
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
}: GatewaySettings): Promise<Pick<LedgerConnection, 'tlsClient'>> {
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
}: GatewaySettings): Promise<Pick<LedgerConnection, 'alternatives'>> {
  if (alternatives === undefined) return {};
  const read = alternatives.map(async ({ endpoint, tlsRootCertificate, tlsServerName }) => ({
    endpoint,
    tlsRootCertificate: await readText(tlsRootCertificate),
    ...(tlsServerName === undefined ? {} : { tlsServerName }),
  }));
  return { alternatives: await Promise.all(read) };
}

/** The ledger's connection, its certificates read. @throws FILE_UNREADABLE */
export async function readConnection(settings: GatewaySettings): Promise<LedgerConnection> {
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
