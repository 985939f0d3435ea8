import type { Findings } from '../alarms.js';

/** Where a record is, by one promise. */
export interface PromisedPlace {
  readonly origin: string;
  readonly first: number;
  /** Statement digest of the record, or root of the batch: the same in whatever log it is. */
  readonly about: string;
}

/** Notices that one record was promised twice. */
export interface DoubledPromises {
  note(place: PromisedPlace, findings: Findings): Promise<void>;
}

/** So many places are remembered: a client that fails over sends again within minutes. */
const MOST = 50_000;

export function newDoubledPromises(known: readonly PromisedPlace[]): DoubledPromises {
  const places = new Map(known.map((place) => [place.about, place]));
  return {
    async note(place, findings) {
      const { origin, first, about } = place;
      const other = places.get(about);
      if (other === undefined) {
        places.set(about, place);
        const [oldest] = places.keys();
        if (places.size > MOST && oldest !== undefined) places.delete(oldest);
        return;
      }
      if (other.origin === origin && other.first === first) return;
      await findings.raise({
        code: 'WATCH_PROMISE_DOUBLED',
        subject: about,
        detail: `${other.origin} at ${other.first}, and ${origin} at ${first}`,
      });
    },
  };
}
