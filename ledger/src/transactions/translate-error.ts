import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { isErrorCode, QuanchengError, readErrorCode } from '@quancheng/protocol';

/** gRPC statuses after which nothing was decided: the ledger was not reached, or not in time. */
const UNREACHED = new Set<number>([status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED]);

/** Whether an error says only that the ledger was not reached in time, so that the call may be repeated. */
export function isUnreached(error: unknown): error is GatewayError {
  return error instanceof GatewayError && UNREACHED.has(error.code) && findContractCode(error) === undefined;
}

/**
 * The coded form of an error of the Fabric client: the contract's own `[CODE] message`, wherever among the
 * peers' details it stands, else what the gRPC status says.
 */
export function translateError(error: unknown): QuanchengError {
  if (error instanceof QuanchengError) return error;
  if (!(error instanceof GatewayError))
    return new QuanchengError('LEDGER_REFUSED', String(error), { cause: error });
  const text = findContractCode(error);
  if (text !== undefined) return fromContract(text, error);
  if (UNREACHED.has(error.code))
    return new QuanchengError('NETWORK_UNAVAILABLE', describe(error), { cause: error });
  return new QuanchengError('LEDGER_REFUSED', describe(error), { cause: error });
}

function findContractCode(error: GatewayError): string | undefined {
  const texts = [...error.details.map((each) => each.message), error.message];
  return texts.find((text) => readErrorCode(text) !== undefined);
}

/** Cuts what the peers wrote before the contract's `[CODE] `. */
function fromContract(text: string, cause: GatewayError): QuanchengError {
  const code = readErrorCode(text);
  if (!isErrorCode(code)) return new QuanchengError('LEDGER_REFUSED', text, { cause });
  const mark = `[${code}]`;
  return new QuanchengError(code, text.slice(text.indexOf(mark) + mark.length).trim(), { cause });
}

function describe(error: GatewayError): string {
  const details = error.details.map((each) => `${each.mspId}: ${each.message}`);
  return [error.message, ...details].join('; ');
}
