/** Answers in the order in which they were asked for, each as soon as it is there, with bounded work in hand. */
export interface OrderedAnswers<Answer> extends AsyncIterable<Answer> {
  /** Adds the next answer; resolves once there is room for another. */
  push(answer: Promise<Answer>): Promise<void>;
  /** No more will come; with an error the iteration ends by throwing it behind the answers. */
  finish(error?: Error): void;
}

/**
 * @param window how many answers may be outstanding: asked for and not yet taken by the reader. Without a reader
 * (it has gone away) only those not yet settled count, so that work once begun is finished in bounds.
 */
export function newOrderedAnswers<Answer>(window: number): OrderedAnswers<Answer> {
  const queue: { readonly answer: Promise<Answer> }[] = [];
  let finished: { readonly error: Error | undefined } | undefined;
  let abandoned = false;
  let wakeReader: () => void = noOperation;
  let wakeWriter: () => void = noOperation;

  async function* read(): AsyncGenerator<Answer> {
    try {
      for (;;) {
        const next = queue[0];
        if (next !== undefined) {
          const answer = await next.answer;
          queue.shift();
          wakeWriter();
          yield answer;
        } else if (finished !== undefined) {
          if (finished.error !== undefined) throw finished.error;
          return;
        } else {
          await new Promise<void>((resolve) => (wakeReader = resolve));
        }
      }
    } finally {
      abandoned = true;
      wakeWriter();
    }
  }

  async function makeRoom(): Promise<void> {
    while (queue.length >= window) {
      if (abandoned) {
        await queue.shift()?.answer.catch(noOperation);
      } else {
        await new Promise<void>((resolve) => (wakeWriter = resolve));
      }
    }
  }

  return {
    async push(answer) {
      // Whoever reads sees the rejection; until then it must not count as unhandled.
      answer.catch(noOperation);
      queue.push({ answer });
      wakeReader();
      await makeRoom();
    },
    finish(error) {
      finished = { error };
      wakeReader();
    },
    [Symbol.asyncIterator]: read,
  };
}

function noOperation(): void {
  // Nobody waits.
}
