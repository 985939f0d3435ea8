import { type SystemChaincode, newResponse } from '../endorsement/endorser.js';

/** Computes an answer's payload; what it throws becomes the message of a response with status 500. */
export type SystemFunction = (args: readonly Uint8Array[]) => Uint8Array | Promise<Uint8Array>;

/** A chaincode whose first argument names one of these functions. */
export function newSystemChaincode(functions: Readonly<Record<string, SystemFunction>>): SystemChaincode {
  const known = new Map(Object.entries(functions));
  return async ([name, ...args]) => {
    const wanted = Buffer.from(name ?? []).toString();
    const run = known.get(wanted);
    if (run === undefined) {
      return newResponse({ status: 500, message: `Requested function ${wanted} not found.` });
    }
    try {
      return newResponse({ status: 200, payload: await run(args) });
    } catch (error) {
      return newResponse({ status: 500, message: error instanceof Error ? error.message : String(error) });
    }
  };
}
