import './quiet-shim.js';
import { createRequire } from 'node:module';
import type { JsonValue } from '@quancheng/protocol';
import { newProposal } from './proposal.js';

const shim = createRequire(import.meta.resolve('fabric-shim'));
const ChaincodeStub = shim('./lib/stub.js') as new (
  handler: object,
  channel: string,
  id: string,
  input: object,
  proposal: object,
) => object & { readonly chaincodeEvent?: ChaincodeEvent };
const ChaincodeFromContract = shim('./lib/contract-spi/chaincodefromcontract.js') as new (
  contracts: readonly unknown[],
  serializers: object,
  metadata: object,
  title: string,
  version: string,
) => Chaincode;
const { JSONSerializer } = shim('fabric-contract-api') as { readonly JSONSerializer: unknown };

interface Chaincode {
  Invoke(stub: object): Promise<{ status: number; message?: string; payload?: Uint8Array }>;
}

interface ChaincodeEvent {
  getEventName(): string;
  getPayload_asU8(): Uint8Array;
}

/** What one simulation gives: response, read-write set, event. */
export interface Simulation {
  readonly status: number;
  readonly message: string;
  readonly payload: string;
  /** Every read in the order in which the contract asked, with the version seen (0: absent). */
  readonly reads: readonly (readonly [key: string, version: number])[];
  readonly writes: readonly (readonly [key: string, value: string])[];
  readonly event: { readonly name: string; readonly payload: string } | undefined;
  readonly id: string;
}

export interface InvokeOptions {
  readonly time: string;
  readonly channel?: string;
}

/**
 * A peer of one channel around fabric-shim's own stub and contract runtime: a map of versioned values. A simulation
 * sees committed state only, as in Fabric; `commit` validates its reads as Fabric's MVCC does.
 */
export class SimulatedPeer {
  readonly state = new Map<string, { readonly value: string; readonly version: number }>();
  readonly #chaincode: Chaincode;
  #commits = 0;

  constructor(classes: readonly unknown[]) {
    const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
    // The runtime adds its system contract to the list that it is given.
    this.#chaincode = new ChaincodeFromContract([...classes], serializers, {}, 'quancheng', '1.0.0');
  }

  async simulate(args: readonly (string | Uint8Array)[], options: InvokeOptions): Promise<Simulation> {
    const reads: [string, number][] = [];
    const writes = new Map<string, string>();
    const handler = this.#handler(reads, writes);
    const { input, signedProposal, id, channel } = newProposal(args, options);
    const stub = new ChaincodeStub(handler, channel, id, input, signedProposal);
    const { status, message, payload } = await this.#chaincode.Invoke(stub);
    const event = stub.chaincodeEvent;
    return {
      status,
      message: message ?? '',
      payload: Buffer.from(payload ?? []).toString('utf8'),
      reads,
      writes: [...writes],
      event: event && {
        name: event.getEventName(),
        payload: Buffer.from(event.getPayload_asU8()).toString('utf8'),
      },
      id,
    };
  }

  /** Whether the simulation is valid against the present state; if so, its writes are applied. */
  commit(simulation: Simulation): boolean {
    const stale = simulation.reads.some(([key, version]) => (this.state.get(key)?.version ?? 0) !== version);
    if (stale || simulation.status !== 200) return false;
    this.#commits += 1;
    for (const [key, value] of simulation.writes) this.state.set(key, { value, version: this.#commits });
    return true;
  }

  /** The parsed value of a state key. */
  value(key: string): JsonValue | undefined {
    const entry = this.state.get(key);
    return entry === undefined ? undefined : (JSON.parse(entry.value) as JsonValue);
  }

  #handler(reads: [string, number][], writes: Map<string, string>): object {
    return {
      handleGetState: (collection: string, key: string) => {
        if (collection !== '') throw new Error('private data');
        const entry = this.state.get(key);
        reads.push([key, entry?.version ?? 0]);
        return Promise.resolve(Buffer.from(entry?.value ?? ''));
      },
      handlePutState: (collection: string, key: string, value: Uint8Array) => {
        if (collection !== '') throw new Error('private data');
        writes.set(key, Buffer.from(value).toString('utf8'));
        return Promise.resolve(Buffer.alloc(0));
      },
    };
  }
}
