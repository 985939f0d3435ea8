import type { KeptRequest } from './onboarding-request.js';

/** Requests in memory, oldest first. */
export interface RequestShelf {
  readonly find: (id: string) => KeptRequest | undefined;
  readonly all: () => readonly KeptRequest[];
  readonly put: (request: KeptRequest) => void;
  /** It no longer waits. Of those that don't, the longest settled is forgotten when there are too many. */
  readonly settle: (id: string) => void;
  /** How many wait for a registrar. */
  readonly waiting: () => number;
  /** @param now Time */
  readonly forgetExpired: (now: string) => void;
}

/** @param total how many settled requests are kept @param onForgotten told of each that is gone */
export function newRequestShelf(
  requests: readonly KeptRequest[],
  total: number,
  onForgotten: (id: string) => void,
): RequestShelf {
  const kept = new Map(requests.map((each) => [each.id, each]));
  const settled = new Set(requests.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id));
  const forget = (id: string): void => {
    kept.delete(id);
    settled.delete(id);
    onForgotten(id);
  };
  return {
    find: (id) => kept.get(id),
    all: () => [...kept.values()],
    put: (request) => void kept.set(request.id, request),
    settle(id) {
      if (kept.has(id)) settled.add(id);
      const [oldest] = settled;
      if (settled.size > total && oldest !== undefined) forget(oldest);
    },
    waiting: () => kept.size - settled.size,
    forgetExpired(now) {
      for (const { id, expires } of [...kept.values()]) if (expires <= now) forget(id);
    },
  };
}
