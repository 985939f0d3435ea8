import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { type Gateway, connect, signers } from '@hyperledger/fabric-gateway';

/** What the test reads of a Fabric connection profile, nothing of it known beforehand. */
interface Profile {
  readonly client: { readonly organization: string; readonly cryptoconfig: { readonly path: string } };
  readonly organizations: Readonly<
    Record<string, { readonly mspid: string; readonly peers: readonly string[]; readonly cryptoPath: string }>
  >;
  readonly peers: Readonly<Record<string, ProfilePeer>>;
}

interface ProfilePeer {
  readonly url: string;
  readonly tlsCACerts: { readonly pem: string };
  readonly grpcOptions: { readonly 'ssl-target-name-override': string };
}

export interface ProfileConnection {
  readonly gateway: Gateway;
  close(): void;
}

/** Connects the official client as a user of an organisation, by the connection profile alone. */
export async function connectByProfile(
  path: string,
  user: string,
  organisation?: string,
): Promise<ProfileConnection> {
  const profile = JSON.parse(await readFile(path, 'utf8')) as Profile;
  const { mspid, peers, cryptoPath } = profile.organizations[organisation ?? profile.client.organization]!;
  const peer = profile.peers[peers[0]!]!;
  const folder = join(profile.client.cryptoconfig.path, cryptoPath.replaceAll('{username}', user));
  const client = new Client(
    peer.url.replace('grpcs://', ''),
    credentials.createSsl(Buffer.from(peer.tlsCACerts.pem)),
    { 'grpc.ssl_target_name_override': peer.grpcOptions['ssl-target-name-override'] },
  );
  const gateway = connect({
    client,
    identity: { mspId: mspid, credentials: await readOnlyFile(join(folder, 'signcerts')) },
    signer: signers.newPrivateKeySigner(createPrivateKey(await readOnlyFile(join(folder, 'keystore')))),
  });
  return {
    gateway,
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

async function readOnlyFile(folder: string): Promise<Buffer> {
  const [name] = await readdir(folder);
  return await readFile(join(folder, name!));
}
