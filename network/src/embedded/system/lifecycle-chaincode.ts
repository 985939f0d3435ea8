import { peer } from '@hyperledger/fabric-protos';
import {
  formatApplicationPolicy,
  lifecycleNamespace,
  readDefinition,
} from '../chaincode/chaincode-definition.js';
import type { SystemChaincode } from '../endorsement/endorser.js';
import type { Chain } from '../ledger/chain.js';
import { embeddedSupports } from '../supports.js';
import { newSystemChaincode } from './system-function.js';

const { QueryChaincodeDefinitionArgs, QueryChaincodeDefinitionResult, QueryChaincodeDefinitionsResult } =
  peer.lifecycle;

/** `_lifecycle`, its questions only: the node alone changes definitions, when it is opened with other ones. */
export function newLifecycleChaincode(
  chaincode: string,
  mspIds: readonly string[],
  chain: Chain,
): SystemChaincode {
  function definition(name: string) {
    const found = readDefinition(name, (key) => chain.store.state(lifecycleNamespace, key));
    if (found === undefined) {
      throw new Error(`namespace ${name} is not defined`);
    }
    return found;
  }

  const refuse = () => {
    throw new Error(embeddedSupports.lifecycleTransactions.sentence);
  };

  return newSystemChaincode({
    InstallChaincode: refuse,
    ApproveChaincodeDefinitionForMyOrg: refuse,
    CommitChaincodeDefinition: refuse,
    QueryChaincodeDefinition: ([args]) => {
      const request = QueryChaincodeDefinitionArgs.deserializeBinary(args ?? Buffer.alloc(0));
      const { sequence, version, policy } = definition(request.getName());
      const result = new QueryChaincodeDefinitionResult();
      result.setSequence(sequence);
      result.setVersion(version);
      result.setEndorsementPlugin('escc');
      result.setValidationPlugin('vscc');
      result.setValidationParameter(formatApplicationPolicy(policy));
      for (const mspId of mspIds) {
        result.getApprovalsMap().set(mspId, true);
      }
      return result.serializeBinary();
    },
    QueryChaincodeDefinitions: () => {
      const { name, sequence, version, policy } = definition(chaincode);
      const entry = new QueryChaincodeDefinitionsResult.ChaincodeDefinition();
      entry.setName(name);
      entry.setSequence(sequence);
      entry.setVersion(version);
      entry.setEndorsementPlugin('escc');
      entry.setValidationPlugin('vscc');
      entry.setValidationParameter(formatApplicationPolicy(policy));
      const result = new QueryChaincodeDefinitionsResult();
      result.setChaincodeDefinitionsList([entry]);
      return result.serializeBinary();
    },
  });
}
