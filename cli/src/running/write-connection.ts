import { join } from 'node:path';
import type { LedgerConnection } from '@quancheng/ledger';
import { encodeUtf8, parseParticipantId } from '@quancheng/protocol';
import { replaceFile } from '@quancheng/sdk/node';
import { makeFolder } from '../home/home-folder.js';
import type { ConnectionSettings } from './connection-settings.js';

/**
 * Writes how to reach a ledger, and the identity to do so, into a folder that only its owner may enter: for `connection`
 * of a gateway's or witness's configuration.
 * @returns path of the file to be named there
 * @throws FILE_UNWRITABLE
 */
export async function writeConnection(folder: string, connection: LedgerConnection): Promise<string> {
  await makeFolder(folder, 0o700);
  const put = async (name: string, text: string): Promise<string> => {
    await replaceFile(join(folder, name), encodeUtf8(text), { mode: 0o600 });
    return name;
  };
  const { endpoint, tlsServerName, mspId, channel, chaincode, endorsingOrganisations } = connection;
  const { alternatives = [], tlsClient } = connection;
  const settings: ConnectionSettings = {
    endpoint,
    tlsRootCertificate: await put('ca.pem', connection.tlsRootCertificate),
    ...(tlsServerName === undefined ? {} : { tlsServerName }),
    ...(alternatives.length === 0 ? {} : { alternatives: await Promise.all(alternatives.map(alternative)) }),
    ...(tlsClient === undefined
      ? {}
      : {
          tlsCertificate: await put('tls.pem', tlsClient.certificate),
          tlsPrivateKey: await put('tls-key.pem', tlsClient.privateKey),
        }),
    mspId,
    certificate: await put('client.pem', connection.certificate),
    privateKey: await put('client-key.pem', connection.privateKey),
    channel,
    chaincode,
    ...(endorsingOrganisations === undefined
      ? {}
      : { endorsingOrganisations: endorsingOrganisations.map(parseParticipantId) }),
  };
  return join(folder, await put('connection.json', `${JSON.stringify(settings, undefined, 2)}\n`));

  async function alternative(peer: NonNullable<LedgerConnection['alternatives']>[number], index: number) {
    const { endpoint: address, tlsServerName: name } = peer;
    const tlsRootCertificate = await put(`ca-${index + 2}.pem`, peer.tlsRootCertificate);
    return {
      endpoint: address,
      tlsRootCertificate,
      ...(name === undefined ? {} : { tlsServerName: name }),
    };
  }
}
