import { QuanchengError } from '@quancheng/protocol';
import { newLineSplitter, type Line } from '../streams/line-splitter.js';
import { newOrderedAnswers } from '../streams/ordered-answers.js';
import type { WholePart } from '../streams/whole-part.js';

/** Largest line, without its newline. */
export const LINE_LIMIT = 1024 * 1024;
/** Lines of one stream that are being worked on or wait to be sent. */
const WINDOW = 512;

/**
 * Deposits line by line: reading, judging and writing of several lines overlap, and answers come in the lines' order,
 * each as soon as its record is on disk. Whoever does not read the answers stops the reading of lines.
 * If the body breaks off, the lines that had arrived whole are still deposited.
 * @param answerLine deposits one record; never rejects
 */
export function depositStream<Answer>(
  body: WholePart,
  answerLine: (bytes: Uint8Array, line: number) => Promise<Answer>,
  answerError: (error: unknown, line: number) => Answer,
): AsyncIterable<Answer> {
  const answers = newOrderedAnswers<Answer>(WINDOW);
  let number = 0;

  async function take(line: Line): Promise<void> {
    number += 1;
    const tooLong = 'tooLong' in line;
    await answers.push(
      tooLong
        ? Promise.resolve(
            answerError(
              new QuanchengError('BODY_TOO_LARGE', `the line is longer than ${LINE_LIMIT} bytes`),
              number,
            ),
          )
        : answerLine(line.bytes, number),
    );
  }

  async function read(): Promise<void> {
    const splitter = newLineSplitter(LINE_LIMIT);
    for await (const chunk of body.stream as AsyncIterable<Buffer>) {
      for (const line of splitter.push(chunk)) await take(line);
    }
    const last = splitter.end();
    // What a cut leaves may look like a shorter whole line.
    if (last !== undefined && body.isWhole()) await take(last);
  }

  read().then(
    () => answers.finish(),
    (error: unknown) => answers.finish(error instanceof Error ? error : new Error(String(error))),
  );
  return answers;
}
