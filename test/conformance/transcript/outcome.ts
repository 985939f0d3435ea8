import { GatewayError } from '@hyperledger/fabric-gateway';

/** How a client saw a call fail. */
export interface Refusal {
  readonly error: string;
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly address: string; readonly mspId: string; readonly message: string }[];
}

/** Awaits a failure and describes it; throws if the call succeeds, because then the scenario is not what it says. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GatewayError)) {
    throw new Error('the call should have failed at the gateway', { cause: error });
  }
  return { error: error.constructor.name, code: error.code, message: error.message, details: error.details };
}

/** The result of a call, or how it failed: for what a network may do or refuse. */
export async function resultOrRefusal(
  call: Promise<Uint8Array>,
): Promise<Refusal | { readonly result: string }> {
  return await call.then(
    (bytes) => ({ result: utf8(bytes) }),
    () => refusal(call),
  );
}

export function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
