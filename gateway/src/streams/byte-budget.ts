import { QuanchengError } from '@quancheng/protocol';

/** Bounds the bytes of bodies that all requests together hold in memory. */
export interface ByteBudget {
  /** Bytes taken by now. */
  readonly used: number;
  /** A share of it for one request. */
  open(): ByteShare;
}

export interface ByteShare {
  /** @throws TOO_MANY_REQUESTS if the whole would be exceeded */
  take(bytes: number): void;
  /** Gives back all that was taken. */
  release(): void;
}

export function newByteBudget(limit: number): ByteBudget {
  let used = 0;
  return {
    get used() {
      return used;
    },
    open() {
      let mine = 0;
      return {
        take(bytes) {
          if (used + bytes > limit)
            throw new QuanchengError('TOO_MANY_REQUESTS', 'too many bodies are being read at once');
          used += bytes;
          mine += bytes;
        },
        release() {
          used -= mine;
          mine = 0;
        },
      };
    },
  };
}
