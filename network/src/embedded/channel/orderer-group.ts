import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { largestEnvelope } from '../ordering/block-cutting.js';
import { outOf } from '../policy/signature-policy.js';
import { bftQuorum } from './bft-quorum.js';
import type { ChannelDescription, Consenter } from './channel-members.js';
import { capabilities, implicitPolicy, newConfigGroup, signaturePolicy } from './config-group.js';
import { ordererOrganisation } from './organisation-group.js';

/** The ordering service: its consenters, how it cuts blocks, and whose signatures make a block valid. */
export function ordererGroup({
  organisations,
  consenters,
  blockCutting,
}: ChannelDescription): common.ConfigGroup {
  const owners = organisations.filter(({ definition }) =>
    consenters.some(({ mspId }) => mspId === definition.mspId),
  );
  return newConfigGroup({
    values: {
      BatchSize: batchSize(blockCutting.maxMessages, blockCutting.maxBytes),
      BatchTimeout: batchTimeout(blockCutting.timeoutMs),
      ChannelRestrictions: new orderer.ChannelRestrictions(),
      Capabilities: capabilities('V2_0'),
      ConsensusType: consensusType(),
      Orderers: consenterMapping(consenters),
    },
    policies: {
      Readers: implicitPolicy('Readers', 'ANY'),
      Writers: implicitPolicy('Writers', 'ANY'),
      Admins: implicitPolicy('Admins', 'MAJORITY'),
      BlockValidation: signaturePolicy(blockValidation(consenters)),
    },
    groups: Object.fromEntries(owners.map((each) => [each.name, ordererOrganisation(each, consenters)])),
  });
}

/** A quorum of the consenters themselves, each named by its certificate. */
function blockValidation(consenters: readonly Consenter[]): common.SignaturePolicyEnvelope {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setIdentitiesList(
    consenters.map(({ mspId, certificate }) => {
      const identity = new msp.SerializedIdentity();
      identity.setMspid(mspId);
      identity.setIdBytes(Buffer.from(certificate));
      const principal = new msp.MSPPrincipal();
      principal.setPrincipalClassification(msp.MSPPrincipal.Classification.IDENTITY);
      principal.setPrincipal(identity.serializeBinary());
      return principal;
    }),
  );
  const rules = consenters.map((_, index) => {
    const rule = new common.SignaturePolicy();
    rule.setSignedBy(index);
    return rule;
  });
  envelope.setRule(outOf(bftQuorum(consenters.length), rules));
  return envelope;
}

function consenterMapping(consenters: readonly Consenter[]): common.Orderers {
  const mapping = new common.Orderers();
  mapping.setConsenterMappingList(
    consenters.map(({ id, mspId, host, port, certificate, tlsCertificate }) => {
      const consenter = new common.Consenter();
      consenter.setId(id);
      consenter.setHost(host);
      consenter.setPort(port);
      consenter.setMspId(mspId);
      consenter.setIdentity(Buffer.from(certificate));
      consenter.setClientTlsCert(Buffer.from(tlsCertificate));
      consenter.setServerTlsCert(Buffer.from(tlsCertificate));
      return consenter;
    }),
  );
  return mapping;
}

/** The options are configtxgen's defaults: readers of the configuration check them, nobody here runs SmartBFT. */
function consensusType(): orderer.ConsensusType {
  const options = new orderer.smartbft.Options();
  options.setRequestBatchMaxCount(100);
  options.setRequestBatchMaxBytes(largestEnvelope);
  options.setRequestBatchMaxInterval('50ms');
  options.setIncomingMessageBufferSize(200);
  options.setRequestPoolSize(100_000);
  options.setRequestForwardTimeout('2s');
  options.setRequestComplainTimeout('20s');
  options.setRequestAutoRemoveTimeout('3m0s');
  options.setRequestMaxBytes(largestEnvelope);
  options.setViewChangeResendInterval('5s');
  options.setViewChangeTimeout('20s');
  options.setLeaderHeartbeatTimeout('1m0s');
  options.setLeaderHeartbeatCount(10);
  options.setCollectTimeout('1s');
  options.setLeaderRotation(orderer.smartbft.Options.Rotation.ROTATION_OFF);
  const type = new orderer.ConsensusType();
  type.setType('BFT');
  type.setMetadata(options.serializeBinary());
  return type;
}

function batchSize(maxMessages: number, maxBytes: number): orderer.BatchSize {
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(maxMessages);
  size.setAbsoluteMaxBytes(Math.max(largestEnvelope, maxBytes));
  size.setPreferredMaxBytes(maxBytes);
  return size;
}

function batchTimeout(milliseconds: number): orderer.BatchTimeout {
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${Math.max(1, milliseconds)}ms`);
  return timeout;
}
