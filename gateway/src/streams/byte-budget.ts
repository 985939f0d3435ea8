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
  /** Has the share hold just so many bytes; less is always possible. @returns whether the whole allows it */
  hold(bytes: number): boolean;
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
      const hold = (bytes: number): boolean => {
        if (bytes > mine && used - mine + bytes > limit) return false;
        used += bytes - mine;
        mine = bytes;
        return true;
      };
      return {
        take(bytes) {
          if (!hold(mine + bytes))
            throw new QuanchengError('TOO_MANY_REQUESTS', 'too many bodies are being read at once');
        },
        hold,
        release() {
          hold(0);
        },
      };
    },
  };
}
