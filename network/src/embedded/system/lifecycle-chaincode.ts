import { peer } from '@hyperledger/fabric-protos';
import {
  type ChaincodeDefinition,
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
  function findDefinition(name: string): ChaincodeDefinition {
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
      const name = QueryChaincodeDefinitionArgs.deserializeBinary(args ?? Buffer.alloc(0)).getName();
      return formatResult(findDefinition(name), mspIds);
    },
    QueryChaincodeDefinitions: () => formatResults(findDefinition(chaincode)),
  });
}

function formatResult(definition: ChaincodeDefinition, approvedBy: readonly string[]): Uint8Array {
  const result = new QueryChaincodeDefinitionResult();
  fill(result, definition);
  for (const mspId of approvedBy) {
    result.getApprovalsMap().set(mspId, true);
  }
  return result.serializeBinary();
}

function formatResults(definition: ChaincodeDefinition): Uint8Array {
  const entry = new QueryChaincodeDefinitionsResult.ChaincodeDefinition();
  entry.setName(definition.name);
  fill(entry, definition);
  const result = new QueryChaincodeDefinitionsResult();
  result.setChaincodeDefinitionsList([entry]);
  return result.serializeBinary();
}

/** What both answers state. */
interface DefinitionMessage {
  setSequence(sequence: number): void;
  setVersion(version: string): void;
  setEndorsementPlugin(name: string): void;
  setValidationPlugin(name: string): void;
  setValidationParameter(policy: Uint8Array): void;
}

function fill(message: DefinitionMessage, { sequence, version, policy }: ChaincodeDefinition): void {
  message.setSequence(sequence);
  message.setVersion(version);
  message.setEndorsementPlugin('escc');
  message.setValidationPlugin('vscc');
  message.setValidationParameter(formatApplicationPolicy(policy));
}
