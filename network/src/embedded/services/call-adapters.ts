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

/** A call that its client may give up. */
export interface CancellableCall {
  readonly cancelled: boolean;
  on(event: 'cancelled', listener: () => void): unknown;
}

/** Makes a gRPC handler of a function that returns the answer or throws a ServiceError. */
export function unary<Q, A>(
  answer: (request: Q, call: CancellableCall) => A | Promise<A>,
): handleUnaryCall<Q, A> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, call))
      .then(
        (value) => callback(null, value),
        (error: unknown) => callback(asStatusError(error)),
      );
  };
}

/** Makes a gRPC handler of a generator of answers, which is told when nobody wants more of them. */
export function streaming<Q, A>(
  answers: (request: Q, ended: AbortSignal) => AsyncIterable<A>,
  closing: AbortSignal,
): handleServerStreamingCall<Q, A> {
  return (call) => {
    const ended = endOf(call, closing);
    pump(answers(call.request, ended), call, ended).catch((error: unknown) =>
      call.destroy(asStatusError(error)),
    );
  };
}

async function pump<Q, A>(
  answers: AsyncIterable<A>,
  call: ServerWritableStream<Q, A>,
  ended: AbortSignal,
): Promise<void> {
  for await (const answer of answers) {
    if (ended.aborted) {
      return;
    }
    if (!call.write(answer)) {
      await once(call, 'drain', { signal: ended }).catch(() => undefined);
    }
  }
  call.end();
}

/**
 * Aborted when a stream ends, its client goes away, or the node closes. Made by hand: what AbortSignal.any derives
 * from a signal that lives as long as the node would pile up there.
 */
export function endOf(
  call: CancellableCall & { once(event: 'close', listener: () => void): unknown },
  closing: AbortSignal,
): AbortSignal {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  call.on('cancelled', end);
  call.once('close', end);
  closing.addEventListener('abort', end, { signal: controller.signal });
  if (call.cancelled || closing.aborted) {
    end();
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
