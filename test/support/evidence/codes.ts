import { isQuanchengError, type ErrorCode } from '@quancheng/protocol';

/** The code with which an action fails; undefined if it doesn't. Anything but a QuanchengError is a bug and thrown on. */
export function codeOf(action: () => unknown): ErrorCode | undefined {
  try {
    action();
  } catch (error) {
    if (isQuanchengError(error)) return error.code;
    throw error;
  }
  return undefined;
}
