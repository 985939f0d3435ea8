import { common, msp } from '@hyperledger/fabric-protos';
import { anyOf } from '../policy/signature-policy.js';
import { newConfigGroup, signaturePolicy } from './config-group.js';
import type { ChannelOrganisation, Consenter } from './channel-members.js';
import { mspValue } from './msp-value.js';

const { ADMIN, CLIENT, MEMBER, PEER } = msp.MSPRole.MSPRoleType;

/** An organisation as a user of the ledger: who of it may read, write, endorse and administer. */
export function applicationOrganisation({ definition }: ChannelOrganisation): common.ConfigGroup {
  const { mspId } = definition;
  return newConfigGroup({
    values: { MSP: mspValue(definition) },
    policies: {
      Readers: signaturePolicy(anyOf([mspId], [ADMIN, PEER, CLIENT])),
      Writers: signaturePolicy(anyOf([mspId], [ADMIN, CLIENT])),
      Admins: signaturePolicy(anyOf([mspId], [ADMIN])),
      Endorsement: signaturePolicy(anyOf([mspId], [PEER])),
    },
  });
}

/** An organisation as an operator of orderers, with their addresses. */
export function ordererOrganisation(
  { definition }: ChannelOrganisation,
  consenters: readonly Consenter[],
): common.ConfigGroup {
  const { mspId } = definition;
  const endpoints = new common.OrdererAddresses();
  const own = consenters.filter((each) => each.mspId === mspId);
  endpoints.setAddressesList([...new Set(own.map(({ host, port }) => `${host}:${port}`))]);
  return newConfigGroup({
    values: { MSP: mspValue(definition), Endpoints: endpoints },
    policies: {
      Readers: signaturePolicy(anyOf([mspId], [MEMBER])),
      Writers: signaturePolicy(anyOf([mspId], [MEMBER])),
      Admins: signaturePolicy(anyOf([mspId], [ADMIN])),
    },
  });
}
