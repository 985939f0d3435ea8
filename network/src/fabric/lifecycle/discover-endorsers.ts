import { X509Certificate, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { credentials } from '@grpc/grpc-js';
import { discovery, peer as peerMessages } from '@hyperledger/fabric-protos';
import { SigningIdentity } from '../../msp/signing-identity.js';
import { readIdentity } from '../../msp/msp-folder.js';
import { tlsClientFiles, tlsFiles } from '../key-material.js';
import type { NetworkPlan, PeerPlan } from '../network-plan.js';

interface Administrator {
  readonly identity: SigningIdentity;
  readonly tlsCertificate: Buffer;
  readonly tlsPrivateKey: Buffer;
}

async function readAdministrator({ organisation }: PeerPlan): Promise<Administrator> {
  const tls = tlsClientFiles(organisation.administrator);
  return {
    identity: new SigningIdentity(
      await readIdentity(organisation.administrator, organisation.organisation.mspId),
    ),
    tlsCertificate: await readFile(tls.certificate),
    tlsPrivateKey: await readFile(tls.privateKey),
  };
}

function chaincodeQuery({ channel, chaincode }: NetworkPlan['topology']): discovery.Query {
  const call = new peerMessages.ChaincodeCall();
  call.setName(chaincode.name);
  const interest = new peerMessages.ChaincodeInterest();
  interest.addChaincodes(call);
  const chaincodes = new discovery.ChaincodeQuery();
  chaincodes.addInterests(interest);
  const query = new discovery.Query();
  query.setChannel(channel);
  query.setCcQuery(chaincodes);
  return query;
}

function signedRequest(
  plan: NetworkPlan,
  { identity, tlsCertificate }: Administrator,
): discovery.SignedRequest {
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(identity.serialised);
  const { raw } = new X509Certificate(tlsCertificate);
  authentication.setClientTlsCertHash(createHash('sha256').update(raw).digest());
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.addQueries(chaincodeQuery(plan.topology));
  const signed = new discovery.SignedRequest();
  const payload = request.serializeBinary();
  signed.setPayload(payload);
  signed.setSignature(identity.sign(payload));
  return signed;
}

async function discover(peer: PeerPlan, plan: NetworkPlan): Promise<discovery.Response> {
  const administrator = await readAdministrator(peer);
  const root = await readFile(tlsFiles(peer.folder).authority);
  const secure = credentials.createSsl(root, administrator.tlsPrivateKey, administrator.tlsCertificate);
  const client = new discovery.DiscoveryClient(`localhost:${peer.port}`, secure);
  try {
    return await new Promise((resolve, reject) => {
      client.discover(
        signedRequest(plan, administrator),
        { deadline: Date.now() + 5000 },
        (error, response) => {
          if (response === undefined) {
            reject(error ?? new Error('no answer'));
          } else {
            resolve(response);
          }
        },
      );
    });
  } finally {
    client.close();
  }
}

/**
 * Throws unless this peer's gateway knows all peers of the network as endorsers of the chaincode. They learn of each
 * other by gossip, seconds after they joined; until then endorsement fails for want of peers.
 */
export async function assertEndorsersKnown(plan: NetworkPlan, peer: PeerPlan): Promise<void> {
  const [result] = (await discover(peer, plan)).getResultsList();
  const [descriptor] = result?.getCcQueryRes()?.getContentList() ?? [];
  let known = 0;
  descriptor?.getEndorsersByGroupsMap().forEach((peers) => (known += peers.getPeersList().length));
  if (known < plan.peers.length) {
    const reason = result?.getError()?.getContent() ?? '';
    throw new Error(`${peer.id} knows ${known} of ${plan.peers.length} endorsing peers ${reason}`);
  }
}
