import { setTimeout as delay } from 'node:timers/promises';
import { QuanchengError } from '@quancheng/protocol';
import type { ProgramGroup } from './program-group.js';

const pause = 100;

/**
 * Tries again until the attempt does not throw.
 * @throws QuanchengError FABRIC_PROGRAM_FAILED when a program of the group has ended, or after `seconds`, with the last
 * attempt's error as its cause.
 */
export async function waitUntil(
  what: string,
  group: Pick<ProgramGroup, 'assertAlive'>,
  seconds: number,
  attempt: () => Promise<void>,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    group.assertAlive();
    try {
      await attempt();
      return;
    } catch (cause) {
      if (performance.now() > deadline) {
        throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${what}: not within ${seconds} s`, { cause });
      }
    }
    await delay(pause);
  }
}
