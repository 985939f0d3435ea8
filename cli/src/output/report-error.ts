import { errorRegistry, QuanchengError } from '@quancheng/protocol';
import { remark } from './print.js';
import { visibleText } from './visible-text.js';

/**
 * Tells a person what went wrong: code, sentence, what to do, in both languages. A stack trace is shown only
 * with --verbose, or for a defect of this program.
 */
export function reportError(error: unknown, verbose: boolean): void {
  if (error instanceof QuanchengError) {
    const { meaning, action } = errorRegistry[error.code];
    remark(`${error.code}: ${visibleText(error.detail)}`);
    remark(`  ${meaning.en} ${meaning.zh}`);
    remark(`  → ${action.en} ${action.zh}`);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    remark(`INTERNAL: ${visibleText(message)}`);
    remark(
      '  This is a defect of the program, please report it with the output of --verbose. 程序缺陷，请附上 --verbose 的输出报告。',
    );
  }
  if (verbose) reportCauses(error);
}

function reportCauses(error: unknown): void {
  for (let cause = error; cause instanceof Error; cause = cause.cause) remark(cause.stack ?? cause.message);
}
