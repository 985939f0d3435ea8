import {
  InterceptingCall,
  type Interceptor,
  ListenerBuilder,
  type Metadata,
  RequesterBuilder,
} from '@grpc/grpc-js';

/** One gRPC call as it was on the wire: messages in base64, in order, and how it ended. */
export interface Exchange {
  readonly method: string;
  readonly requests: string[];
  readonly responses: string[];
  status?: { readonly code: number; readonly details: string; readonly statusDetails?: string };
}

/** The google.rpc.Status that Fabric sends along with an error, base64. */
function statusDetails(metadata: Metadata): { statusDetails?: string } {
  const [details] = metadata.get('grpc-status-details-bin');
  return details === undefined ? {} : { statusDetails: Buffer.from(details).toString('base64') };
}

/** An interceptor that appends every call to `exchanges`. Messages are taken as bytes, never re-encoded. */
export function recordExchanges(exchanges: Exchange[]): Interceptor {
  return (options, nextCall) => {
    // One definition object a call: the client makes it anew each time, and reads the functions when they are needed.
    const definition = options.method_definition;
    const exchange: Exchange = { method: definition.path, requests: [], responses: [] };
    exchanges.push(exchange);
    const { requestSerialize, responseDeserialize } = definition;
    definition.requestSerialize = (message: unknown) => {
      const bytes = requestSerialize(message);
      exchange.requests.push(bytes.toString('base64'));
      return bytes;
    };
    definition.responseDeserialize = (bytes: Buffer) => {
      exchange.responses.push(bytes.toString('base64'));
      return responseDeserialize(bytes) as unknown;
    };
    const requester = new RequesterBuilder().withStart((metadata, _listener, next) => {
      const listener = new ListenerBuilder().withOnReceiveStatus((status, nextStatus) => {
        exchange.status = { code: status.code, details: status.details, ...statusDetails(status.metadata) };
        nextStatus(status);
      });
      next(metadata, listener.build());
    });
    return new InterceptingCall(nextCall(options), requester.build());
  };
}
