import { X509Certificate, createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { credentials } from '@grpc/grpc-js';
import { common, orderer as ordererMessages } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import { readIdentity } from '../../msp/msp-folder.js';
import { SigningIdentity } from '../../msp/signing-identity.js';
import { tlsClientFiles, tlsFiles } from '../key-material.js';
import { type OrdererPlan, type OrganisationPlan, thisMachine } from '../network-plan.js';

const deadline = 20_000;

/** An administrator who submits: its identity, and its TLS client certificate with its key. */
interface Submitter {
  readonly identity: SigningIdentity;
  readonly tlsCertificate: Buffer;
  readonly tlsPrivateKey: Buffer;
}

async function readSubmitter({ administrator, organisation }: OrganisationPlan): Promise<Submitter> {
  const tls = tlsClientFiles(administrator);
  return {
    identity: new SigningIdentity(await readIdentity(administrator, organisation.mspId)),
    tlsCertificate: await readFile(tls.certificate),
    tlsPrivateKey: await readFile(tls.privateKey),
  };
}

function sign(
  { identity, tlsCertificate }: Submitter,
  channel: string,
  content: common.ConfigUpdateEnvelope,
): common.Envelope {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channel);
  const { raw } = new X509Certificate(tlsCertificate);
  channelHeader.setTlsCertHash(createHash('sha256').update(raw).digest());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(identity.serialised);
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(content.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(identity.sign(envelope.getPayload_asU8()));
  return envelope;
}

async function send(
  { host, port, folder }: OrdererPlan,
  { tlsCertificate, tlsPrivateKey }: Submitter,
  envelope: common.Envelope,
): Promise<ordererMessages.BroadcastResponse> {
  const root = await readFile(tlsFiles(folder).authority);
  const address = `${host === thisMachine ? 'localhost' : host}:${port}`;
  const secure = credentials.createSsl(root, tlsPrivateKey, tlsCertificate);
  const client = new ordererMessages.AtomicBroadcastClient(address, secure);
  try {
    return await new Promise((resolve, reject) => {
      const call = client.broadcast({ deadline: Date.now() + deadline });
      call.once('data', resolve);
      call.once('error', reject);
      call.once('end', () => reject(new Error('no answer')));
      call.write(envelope);
    });
  } finally {
    client.close();
  }
}

/**
 * Submits a signed update of the channel's configuration to all orderers, as Fabric's gateway does with transactions: a
 * BFT orderer that is not the leader passes a request on once only, and if that is lost the request waits for a new
 * leader. Returns when at least one has taken it.
 * @throws QuanchengError CHANNEL_UPDATE_REFUSED in the words of an orderer, NETWORK_UNAVAILABLE if none answers
 */
export async function broadcastUpdate(
  orderers: readonly OrdererPlan[],
  submitter: OrganisationPlan,
  { channel, content }: { readonly channel: string; readonly content: common.ConfigUpdateEnvelope },
): Promise<void> {
  const administrator = await readSubmitter(submitter);
  const envelope = sign(administrator, channel, content);
  const results = await Promise.allSettled(orderers.map((each) => send(each, administrator, envelope)));
  const answers = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (answers.some((each) => each.getStatus() === common.Status.SUCCESS)) {
    return;
  }
  const [refusal] = answers;
  if (refusal !== undefined) {
    throw new QuanchengError('CHANNEL_UPDATE_REFUSED', refusal.getInfo());
  }
  const cause: unknown = results.find((each) => each.status === 'rejected')?.reason;
  throw new QuanchengError('NETWORK_UNAVAILABLE', 'no orderer answers', { cause });
}
