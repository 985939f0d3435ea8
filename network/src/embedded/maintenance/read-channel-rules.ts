import { common, msp } from '@hyperledger/fabric-protos';
import type { MspDefinition } from '../../msp/msp-definition.js';
import { newMspRegistry } from '../../msp/msp-registry.js';
import { Members } from '../identities/members.js';

/** What block 0 says about whom to believe. */
export interface ChannelRules {
  readonly channel: string;
  /** MSP ids of the organisations that endorse. */
  readonly mspIds: readonly string[];
  /** Of every organisation, once for each part of the configuration that names it. */
  readonly definitions: readonly MspDefinition[];
  readonly members: Members;
  /** The orderers' serialised identities, by the number under which they sign. */
  readonly orderers: ReadonlyMap<number, Uint8Array>;
  /** So many of them must have signed a block. */
  readonly quorum: number;
}

/** @throws Error if the block holds no configuration, or one that cannot be followed */
export function readChannelRules(block: common.Block): ChannelRules {
  const [bytes = Buffer.alloc(0)] = block.getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? Buffer.alloc(0),
  );
  const channelGroup = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8())
    .getConfig()
    ?.getChannelGroup();
  const application = required(channelGroup?.getGroupsMap().get('Application'), 'Application');
  const orderer = required(channelGroup?.getGroupsMap().get('Orderer'), 'Orderer');
  const definitions = [...organisations(application), ...organisations(orderer)];
  const unique = [...new Map(definitions.map((each) => [each.mspId, each])).values()];
  return {
    channel: header.getChannelId(),
    mspIds: organisations(application).map(({ mspId }) => mspId),
    definitions,
    members: new Members(newMspRegistry(unique)),
    orderers: readOrderers(orderer),
    quorum: readQuorum(orderer),
  };
}

function organisations(group: common.ConfigGroup): MspDefinition[] {
  return [...group.getGroupsMap().entries()].map(([name, each]: [string, common.ConfigGroup]) => {
    const value = required(each.getValuesMap().get('MSP'), `${name}/MSP`).getValue_asU8();
    const config = msp.FabricMSPConfig.deserializeBinary(
      msp.MSPConfig.deserializeBinary(value).getConfig_asU8(),
    );
    return {
      mspId: config.getName(),
      rootCertificates: config.getRootCertsList_asU8().map(text),
      intermediateCertificates: config.getIntermediateCertsList_asU8().map(text),
      tlsRootCertificates: config.getTlsRootCertsList_asU8().map(text),
    };
  });
}

function readOrderers(group: common.ConfigGroup): Map<number, Uint8Array> {
  const value = required(group.getValuesMap().get('Orderers'), 'Orderers').getValue_asU8();
  return new Map(
    common.Orderers.deserializeBinary(value)
      .getConsenterMappingList()
      .map((consenter) => {
        const identity = new msp.SerializedIdentity();
        identity.setMspid(consenter.getMspId());
        identity.setIdBytes(consenter.getIdentity_asU8());
        return [consenter.getId(), identity.serializeBinary()];
      }),
  );
}

/** BlockValidation is a choice of so many among the orderers themselves. */
function readQuorum(group: common.ConfigGroup): number {
  const policy = required(group.getPoliciesMap().get('BlockValidation')?.getPolicy(), 'BlockValidation');
  const rule = common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8()).getRule();
  return required(rule?.getNOutOf(), 'BlockValidation rule').getN();
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new Error(`the configuration has no ${name}`);
  }
  return value;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
