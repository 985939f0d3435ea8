import { QuanchengError } from '@quancheng/protocol';

/** Remembers the nonces of signed requests for as long as their signatures hold. */
export interface ReplayGuard {
  /** @throws REQUEST_REPLAYED if the nonce came before, TOO_MANY_REQUESTS if too many are remembered */
  readonly note: (keyId: string, nonce: string, expires: number) => void;
}

const MOST = 100_000;

/** @param clock milliseconds since the epoch */
export function newReplayGuard(clock: () => number): ReplayGuard {
  // In the order in which they came; all expire within minutes of that.
  const seen = new Map<string, number>();
  return {
    note(keyId, nonce, expires) {
      const name = `${keyId} ${nonce}`;
      if ((seen.get(name) ?? 0) > clock()) {
        throw new QuanchengError('REQUEST_REPLAYED', 'a request with this nonce came before');
      }
      for (const [each, end] of seen) {
        if (end > clock()) break;
        seen.delete(each);
      }
      if (seen.size >= MOST) throw new QuanchengError('TOO_MANY_REQUESTS', 'too many signed requests');
      seen.delete(name);
      seen.set(name, expires);
    },
  };
}
