import { createRequire } from 'node:module';
import { Metadata, type ServiceError, type status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import type { Any } from 'google-protobuf/google/protobuf/any_pb.js';

const require = createRequire(import.meta.url);
// A CommonJS file without named exports that an ESM import could see.
const messages = require('google-protobuf/google/protobuf/any_pb.js') as { Any: typeof Any };

/** What one peer or orderer said. */
export interface NodeError {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** A gRPC error with Fabric's details in the `grpc-status-details-bin` trailer. */
export function newStatusError(
  code: status,
  message: string,
  nodeErrors: readonly NodeError[] = [],
): ServiceError {
  const metadata = new Metadata();
  if (nodeErrors.length > 0) {
    metadata.set('grpc-status-details-bin', formatStatus(code, message, nodeErrors));
  }
  return Object.assign(new Error(message), { code, details: message, metadata });
}

export function isStatusError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}

function formatStatus(code: status, message: string, nodeErrors: readonly NodeError[]): Buffer {
  const details = new google.rpc.Status();
  details.setCode(code);
  details.setMessage(message);
  details.setDetailsList(nodeErrors.map(formatDetail));
  return Buffer.from(details.serializeBinary());
}

function formatDetail({ address, mspId, message }: NodeError): Any {
  const detail = new gateway.ErrorDetail();
  detail.setAddress(address);
  detail.setMspId(mspId);
  detail.setMessage(message);
  const any = new messages.Any();
  any.setTypeUrl('type.googleapis.com/gateway.ErrorDetail');
  any.setValue(detail.serializeBinary());
  return any;
}
