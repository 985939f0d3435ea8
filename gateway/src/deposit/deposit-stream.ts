import { QuanchengError } from '@quancheng/protocol';
import type { ByteShare } from '../streams/byte-budget.js';
import { newLineSplitter, type Line } from '../streams/line-splitter.js';
import { newOrderedAnswers } from '../streams/ordered-answers.js';
import type { WholePart } from '../streams/whole-part.js';

/** Largest line, without its newline. */
export const LINE_LIMIT = 1024 * 1024;
/** Lines of one stream that are being worked on or wait to be sent. */
const WINDOW = 512;

/**
 * Deposits line by line: reading, judging and writing of several lines overlap, and answers come in the lines' order,
 * each as soon as its record is on disk. Whoever does not read the answers stops the reading of lines. Where all bodies
 * together hold as much as they may, this one waits for its own lines; one that has none is refused, and so is the rest
 * of a stream whose unfinished line has no room.
 * If the body breaks off, the lines that had arrived whole are still deposited.
 * @param share what the lines hold of the gateway's memory
 * @param answerLine deposits one record; never rejects
 */
export function depositStream<Answer>(
  body: WholePart,
  share: ByteShare,
  answerLine: (bytes: Uint8Array, line: number) => Promise<Answer>,
  answerError: (error: unknown, line: number) => Answer,
): AsyncIterable<Answer> {
  const answers = newOrderedAnswers<Answer>(WINDOW);
  const splitter = newLineSplitter(LINE_LIMIT);
  let number = 0;
  /** Bytes of the lines that are being worked on. */
  let working = 0;
  let onWorked: () => void = () => undefined;

  /** @returns whether so many bytes more may be held */
  async function makeRoom(bytes: number): Promise<boolean> {
    while (!share.hold(splitter.held + working + bytes)) {
      if (working === 0) return false;
      await new Promise<void>((resolve) => (onWorked = resolve));
    }
    return true;
  }

  async function work(bytes: Uint8Array, line: number): Promise<Answer> {
    working += bytes.length;
    const answer = await answerLine(bytes, line);
    working -= bytes.length;
    share.hold(splitter.held + working);
    onWorked();
    return answer;
  }

  function refuse(error: QuanchengError): Promise<void> {
    return answers.push(Promise.resolve(answerError(error, number)));
  }

  async function take(line: Line): Promise<void> {
    number += 1;
    if ('tooLong' in line) await refuse(tooLong());
    else if (await makeRoom(line.bytes.length)) await answers.push(work(line.bytes, number));
    else await refuse(tooMuch());
  }

  async function read(): Promise<void> {
    for await (const chunk of body.stream as AsyncIterable<Buffer>) {
      for (const line of splitter.push(chunk)) await take(line);
      if (await makeRoom(0)) continue;
      number += 1;
      await refuse(tooMuch());
      return;
    }
    const last = splitter.end();
    // What a cut leaves may look like a shorter whole line.
    if (last !== undefined && body.isWhole()) await take(last);
  }

  read()
    .then(
      () => answers.finish(),
      (error: unknown) => answers.finish(error instanceof Error ? error : new Error(String(error))),
    )
    .finally(() => {
      // What is left of a line that was cut or refused; the lines under way give back their own.
      splitter.end();
      share.hold(working);
    });
  return answers;
}

function tooLong(): QuanchengError {
  return new QuanchengError('BODY_TOO_LARGE', `the line is longer than ${LINE_LIMIT} bytes`);
}

function tooMuch(): QuanchengError {
  return new QuanchengError('TOO_MANY_REQUESTS', 'too many bodies are being read at once');
}
