import { randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '../cryptography/digest.js';
import { assembleBlock } from '../ledger/block-assembler.js';
import { newTimestamp } from '../proposal/timestamp.js';
import type { ChannelDescription } from './channel-members.js';
import { capabilities, implicitPolicy, newConfigGroup } from './config-group.js';
import { ordererGroup } from './orderer-group.js';
import { applicationOrganisation } from './organisation-group.js';

const wholeBlock = 0xffffffff;
const configMessageVersion = 1;

/** Block 0: the channel's configuration. Nobody signs it; whoever joins a channel takes it from a source it trusts. */
export function newGenesisBlock(description: ChannelDescription): common.Block {
  const config = new common.Config();
  config.setChannelGroup(channelGroup(description));
  const content = new common.ConfigEnvelope();
  content.setConfig(config);
  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(configMessageVersion);
  channelHeader.setTimestamp(newTimestamp(new Date()));
  channelHeader.setChannelId(description.channel);
  channelHeader.setTxId(sha256(nonce).toString('hex'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(content.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return assembleBlock(
    {
      number: 0,
      previousHash: Buffer.alloc(0),
      envelopes: [envelope.serializeBinary()],
      validationCodes: [peer.TxValidationCode.VALID],
      lastConfig: 0,
    },
    [],
  );
}

function channelGroup(description: ChannelDescription): common.ConfigGroup {
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  const structure = new common.BlockDataHashingStructure();
  structure.setWidth(wholeBlock);
  return newConfigGroup({
    values: {
      HashingAlgorithm: hashing,
      BlockDataHashingStructure: structure,
      Capabilities: capabilities('V3_0'),
    },
    policies: {
      Readers: implicitPolicy('Readers', 'ANY'),
      Writers: implicitPolicy('Writers', 'ANY'),
      Admins: implicitPolicy('Admins', 'MAJORITY'),
    },
    groups: { Application: applicationGroup(description), Orderer: ordererGroup(description) },
  });
}

function applicationGroup({ organisations }: ChannelDescription): common.ConfigGroup {
  return newConfigGroup({
    values: { Capabilities: capabilities('V2_5') },
    policies: {
      Readers: implicitPolicy('Readers', 'ANY'),
      Writers: implicitPolicy('Writers', 'ANY'),
      Admins: implicitPolicy('Admins', 'MAJORITY'),
      Endorsement: implicitPolicy('Endorsement', 'MAJORITY'),
      LifecycleEndorsement: implicitPolicy('Endorsement', 'MAJORITY'),
    },
    groups: Object.fromEntries(organisations.map((each) => [each.name, applicationOrganisation(each)])),
  });
}
