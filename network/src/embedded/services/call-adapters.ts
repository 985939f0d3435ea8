import { once } from 'node:events';
import {
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceError,
  type handleServerStreamingCall,
  type handleUnaryCall,
  status,
} from '@grpc/grpc-js';
import { isStatusError, newStatusError } from './status-error.js';

/** Makes a gRPC handler of a function that returns the answer or throws a ServiceError. */
export function unary<Q, A>(
  answer: (request: Q, cancelled: AbortSignal) => A | Promise<A>,
): handleUnaryCall<Q, A> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, cancellation(call)))
      .then(
        (value) => callback(null, value),
        (error: unknown) => callback(asStatusError(error)),
      );
  };
}

/** Makes a gRPC handler of a generator of answers, which is ended when the client cancels. */
export function streaming<Q, A>(
  answers: (request: Q, cancelled: AbortSignal) => AsyncIterable<A>,
): handleServerStreamingCall<Q, A> {
  return (call) => {
    const cancelled = cancellation(call);
    pump(answers(call.request, cancelled), call, cancelled).catch((error: unknown) =>
      call.destroy(asStatusError(error)),
    );
  };
}

async function pump<Q, A>(
  answers: AsyncIterable<A>,
  call: ServerWritableStream<Q, A>,
  cancelled: AbortSignal,
): Promise<void> {
  for await (const answer of answers) {
    if (cancelled.aborted) {
      return;
    }
    if (!call.write(answer)) {
      await once(call, 'drain', { signal: cancelled }).catch(() => undefined);
    }
  }
  call.end();
}

interface CancellableCall {
  readonly cancelled: boolean;
  on(event: 'cancelled', listener: () => void): unknown;
}

/** Aborted when the client cancels the call or its connection breaks. */
export function cancellation(call: CancellableCall): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort());
  if (call.cancelled) {
    controller.abort();
  }
  return controller.signal;
}

/** The client's messages. Its end of the stream must not close ours, as plain iteration would. */
export function requests<Q, A>(call: ServerDuplexStream<Q, A>): AsyncIterable<Q> {
  return { [Symbol.asyncIterator]: () => call.iterator({ destroyOnReturn: false }) as AsyncIterator<Q> };
}

/** A failure nobody foresaw must not end the process; its message goes to the client. */
export function asStatusError(error: unknown): ServiceError {
  if (isStatusError(error)) {
    return error;
  }
  return newStatusError(status.INTERNAL, error instanceof Error ? error.message : String(error));
}
