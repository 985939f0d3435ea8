import { formatTime, QuanchengError, type Envelope } from '@quancheng/protocol';
import type { KeptRequest } from './onboarding-request.js';
import type { RequestFiles } from './request-files.js';
import { newRequestShelf } from './request-shelf.js';
import { newSourceCounter } from './source-counter.js';

/** How much a mailbox takes. */
export interface MailboxBounds {
  /** Requests that wait for a registrar, in all; as many that are settled are kept besides. */
  readonly total: number;
  /** Requests from one source within 24 hours. */
  readonly perSource: number;
  /** Milliseconds for which a request is kept. */
  readonly lifetime: number;
}

const DAY = 24 * 60 * 60 * 1000;

export const defaultBounds: MailboxBounds = { total: 1_000, perSource: 10, lifetime: 30 * DAY };

/** Onboarding requests on their way to the registrars. */
export interface OnboardingMailbox {
  /**
   * Keeps a request that was verified; durable when it returns. One that is here already is answered with what is here.
   * @param source where it came from; remembered for a day, and not on disk
   * @throws ONBOARDING_FULL
   */
  readonly keep: (request: NewRequest, source: string) => Promise<KeptRequest>;
  readonly find: (id: string) => KeptRequest | undefined;
  /** Oldest first. */
  readonly all: () => readonly KeptRequest[];
  /** Durable when it returns. The first refusal stays. @throws RECORD_UNKNOWN */
  readonly refuse: (id: string, refusal: Envelope) => Promise<KeptRequest>;
  /** The ledger has its key, or it is refused: it no longer counts as waiting. */
  readonly settle: (id: string) => void;
}

export type NewRequest = Pick<KeptRequest, 'id' | 'participant' | 'key' | 'envelope'>;

/** @param clock milliseconds since the epoch */
export async function openOnboardingMailbox(
  files: RequestFiles,
  { total, perSource, lifetime }: MailboxBounds,
  clock: () => number,
): Promise<OnboardingMailbox> {
  const found = [...(await files.readAll())].sort((left, right) => (left.received < right.received ? -1 : 1));
  const shelf = newRequestShelf(found, total, (id) => void files.remove(id).catch(() => undefined));
  const sources = newSourceCounter(perSource, clock);
  const writing = new Map<string, Promise<KeptRequest>>();
  const forgetExpired = (): void => shelf.forgetExpired(formatTime(clock()));
  const write = async (request: KeptRequest): Promise<KeptRequest> => {
    await files.write(request);
    shelf.put(request);
    return request;
  };
  return {
    async keep(request, source) {
      forgetExpired();
      const known = shelf.find(request.id) ?? writing.get(request.id);
      if (known !== undefined) return known;
      if (shelf.waiting() + writing.size >= total) {
        throw new QuanchengError('ONBOARDING_FULL', `${total} requests wait for the registrars`);
      }
      sources.note(source);
      const [received, expires] = [formatTime(clock()), formatTime(clock() + lifetime)];
      const written = write({ ...request, received, expires }).finally(() => writing.delete(request.id));
      writing.set(request.id, written);
      return written;
    },
    find(id) {
      forgetExpired();
      return shelf.find(id);
    },
    all() {
      forgetExpired();
      return shelf.all();
    },
    async refuse(id, refusal) {
      const request = shelf.find(id);
      if (request === undefined) throw new QuanchengError('RECORD_UNKNOWN', `no onboarding request ${id}`);
      if (request.refusal !== undefined) return request;
      const refused = await write({ ...request, refusal });
      shelf.settle(id);
      return refused;
    },
    settle: (id) => shelf.settle(id),
  };
}
