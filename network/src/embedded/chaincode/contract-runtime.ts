import type { peer } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import { newFastMarshaller } from './parameter-marshaller.js';
import { restoreMessageClasses } from './restore-message-classes.js';
import {
  type ChaincodeResponse,
  type ContractClass,
  type Serializers,
  type ShimModules,
  type StubEvent,
  loadShim,
} from './shim-modules.js';
import type { StubHandler } from './stub-handler.js';

/** Contract classes, or the folder of a CommonJS package that exports `contracts` as chaincode packages do. */
export type ContractSource = (() => readonly ContractClass[]) | string;

export interface Invocation {
  readonly channel: string;
  readonly transactionId: string;
  readonly input: peer.ChaincodeInput;
  readonly signedProposal: peer.SignedProposal;
}

export interface InvocationResult {
  readonly response: ChaincodeResponse;
  readonly event: StubEvent | undefined;
}

/** Runs contracts as fabric-shim's chaincode process does, but in this process and over a handler given per call. */
export interface ContractRuntime {
  invoke(invocation: Invocation, handler: StubHandler): Promise<InvocationResult>;
}

/** @throws QuanchengError EMBEDDED_CHAINCODE_INVALID if the contract API does not accept the contracts. */
export async function openContractRuntime(
  source: ContractSource,
  chaincode: { readonly name: string; readonly version: string },
): Promise<ContractRuntime> {
  try {
    const shim = loadShim(typeof source === 'string' ? source : undefined);
    const { contracts, serializers, metadata } = await load(source, shim);
    restoreMessageClasses();
    const EmbeddedChaincode = newChaincodeClass(shim);
    const runtime = new EmbeddedChaincode(
      [...contracts],
      serializers,
      metadata,
      chaincode.name,
      chaincode.version,
    );
    ownDefaultContract(runtime);
    const EmbeddedStub = newStubClass(shim);
    return {
      async invoke({ channel, transactionId, input, signedProposal }, handler) {
        const stub = new EmbeddedStub(handler, channel, transactionId, input, signedProposal);
        const response = await runtime.Invoke(stub);
        return { response, event: stub.chaincodeEvent };
      },
    };
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    const message = `chaincode ${chaincode.name} cannot be loaded: ${reason ?? ''}`;
    throw new QuanchengError('EMBEDDED_CHAINCODE_INVALID', message, { cause });
  }
}

function newChaincodeClass({ ChaincodeFromContract, DataMarshall }: ShimModules) {
  return class EmbeddedChaincode extends ChaincodeFromContract {
    override _dataMarshall(requested: string) {
      const { schemas } = this.metadata.components;
      return newFastMarshaller(new DataMarshall(requested, this.serializers.serializers, schemas));
    }
  };
}

/** fabric-shim's own answer is an environment variable that a peer sets for its chaincode's process. */
function newStubClass({ ChaincodeStub }: ShimModules): ShimModules['ChaincodeStub'] {
  return class EmbeddedStub extends ChaincodeStub {
    getMspID(): string {
      return (this.handler as StubHandler).mspId();
    }
  };
}

/**
 * The contract API keeps `@Default` in a global: another chaincode loaded in this process may have set it. Then the
 * first contract is the default, as it is without the decorator.
 */
function ownDefaultContract(runtime: {
  defaultContractName: string | undefined;
  readonly contractImplementations: Readonly<Record<string, unknown>>;
}): void {
  const names = Object.keys(runtime.contractImplementations);
  if (runtime.defaultContractName === undefined || !names.includes(runtime.defaultContractName)) {
    runtime.defaultContractName = names[0];
  }
}

interface LoadedContracts {
  readonly contracts: readonly ContractClass[];
  readonly serializers: Serializers;
  readonly metadata: object;
}

async function load(
  source: ContractSource,
  { Bootstrap, JSONSerializer }: ShimModules,
): Promise<LoadedContracts> {
  if (typeof source === 'string') {
    const { contracts, serializers } = Bootstrap.getInfoFromContract(source);
    return { contracts, serializers, metadata: await Bootstrap.getMetadata(source) };
  }
  const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
  return { contracts: source(), serializers, metadata: {} };
}
