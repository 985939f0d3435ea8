import { QuanchengError } from '@quancheng/protocol';

/**
 * The lines of an NDJSON answer as they arrive. A last line without its line end was cut off and is left out.
 * @throws GATEWAY_UNREACHABLE if the connection breaks
 */
export async function* answerLines(response: Response): AsyncGenerator<string, void, undefined> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of chunks(response.body)) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    yield* lines;
  }
}

/** A reader instead of for…await on the stream, which not every browser has. */
async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new QuanchengError('GATEWAY_UNREACHABLE', 'the answer broke off', { cause });
      });
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
