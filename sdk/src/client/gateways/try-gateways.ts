import { isQuanchengError, type QuanchengError } from '@quancheng/protocol';
import { sleep, waitBefore } from '../back-off.js';
import type { Gateway } from './gateway.js';
import type { GatewayPool } from './gateway-pool.js';

/**
 * What follows from a gateway's error. `final`: all would say so. `elsewhere`: only another can say something else.
 * `again`: it may pass. `settled`: the answer, unless another gateway in this round has a better one.
 */
export type Judgement = 'final' | 'elsewhere' | 'again' | 'settled';

/**
 * Asks one gateway after the other until one answers; where that may help, again after a while, as often as the pool's
 * back-off says.
 * @throws the error that was judged final or settled, else one that may pass, else the last
 */
export async function tryGateways<Answer>(
  pool: GatewayPool,
  ask: (gateway: Gateway) => Promise<Answer>,
  judge: (error: QuanchengError, gateway: Gateway) => Judgement,
): Promise<Answer> {
  const done = new Set<Gateway>();
  let last: QuanchengError | undefined;
  for (let round = 1; ; round += 1) {
    const found: Partial<Record<Judgement, QuanchengError>> = {};
    for (const gateway of pool.inOrder().filter((each) => !done.has(each))) {
      if (last !== undefined) pool.onRetry(last);
      try {
        return await ask(gateway);
      } catch (error) {
        if (!isQuanchengError(error)) throw error;
        const judgement = judge(error, gateway);
        if (judgement === 'final') throw error;
        if (judgement === 'elsewhere') done.add(gateway);
        found[judgement] ??= error;
        last = error;
      }
    }
    const passing = found.settled === undefined ? found.again : undefined;
    if (passing === undefined) throw found.settled ?? last ?? new Error('no gateway');
    if (round >= pool.backOff.attempts) throw passing;
    await sleep(waitBefore(pool.backOff, round));
  }
}
