import { mayFailOver } from './failover.js';

/** What a client remembers of a gateway. Nothing of it is a timer: all happens when somebody wants to send. */
export interface GatewayHealth {
  /** Whether it is to be asked before those that failed. One whose time to rest is over is looked at beside. */
  isGood(): boolean;
  /** When it may be tried again, by performance.now(). */
  readonly restsUntil: number;
  succeeded(): void;
  /** A verdict on the request is no failure: it answers. */
  failed(error: unknown): void;
}

const FIRST_REST = 1_000;
const LONGEST_REST = 30_000;
const PROBE_LIMIT = 3_000;

/** @param onRecovered called when it answers again */
export function newGatewayHealth(url: string, onRecovered: () => void): GatewayHealth {
  let failures = 0;
  let restsUntil = 0;
  let isProbing = false;

  const succeeded = (): void => {
    const wasBad = failures > 0;
    failures = 0;
    restsUntil = 0;
    if (wasBad) onRecovered();
  };
  const rest = (): void => {
    const full = Math.min(LONGEST_REST, FIRST_REST * 2 ** failures);
    failures += 1;
    // Spread, so that clients don't come back in step.
    restsUntil = performance.now() + full / 2 + (Math.random() * full) / 2;
  };
  /** A gateway that hangs would cost whoever is sent to it the whole time limit, again and again. */
  const probe = async (): Promise<void> => {
    isProbing = true;
    if (await isWell(url)) succeeded();
    else rest();
    isProbing = false;
  };
  return {
    isGood() {
      if (failures === 0) return true;
      if (!isProbing && performance.now() >= restsUntil) void probe();
      return false;
    },
    get restsUntil() {
      return restsUntil;
    },
    succeeded,
    failed(error) {
      if (mayFailOver(error)) rest();
      else succeeded();
    },
  };
}

async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(PROBE_LIMIT) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
