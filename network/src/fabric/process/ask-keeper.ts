import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { QuanchengError, isErrorCode } from '@quancheng/protocol';
import type { ControlAnswer, ControlRequest } from './control-server.js';
import { controlSocket } from './control-socket.js';

/**
 * Asks the keeper of a running network for something and waits until it is done.
 * @throws QuanchengError NETWORK_UNAVAILABLE if no keeper answers, or what the keeper met with.
 */
export async function askKeeper(
  dataDirectory: string,
  request: ControlRequest,
  report: (step: string) => void,
): Promise<void> {
  const socket = connect(controlSocket(dataDirectory));
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause?: unknown): void =>
      reject(
        new QuanchengError('NETWORK_UNAVAILABLE', `${dataDirectory}: the network is not running`, { cause }),
      );
    socket.once('error', refuse);
    socket.once('close', () => refuse());
    createInterface({ input: socket }).on('line', (line) => {
      const answer = JSON.parse(line) as ControlAnswer;
      if ('step' in answer) {
        report(answer.step);
      } else if ('done' in answer) {
        resolve();
      } else {
        const code = isErrorCode(answer.code) ? answer.code : 'FABRIC_PROGRAM_FAILED';
        // Sent as a message, which starts with its code.
        reject(new QuanchengError(code, answer.failed.replace(`[${code}] `, '')));
      }
    });
    socket.write(`${JSON.stringify(request)}\n`);
  });
}
