import type { Ledger } from '@quancheng/ledger';
import { parseRegisteredKey, signerStateKeys, type RegisteredKey } from './registered-key.js';

/** The ledger's word on signers, remembered. Validity of evidence never rests on it: verifiers ask the ledger. */
export interface SignerRegistry {
  /** @throws NETWORK_UNAVAILABLE if the ledger is away and nothing recent enough is remembered */
  find(participant: string, key: string): Promise<RegisteredKey>;
  /** What the ledger says now, whatever is remembered. @throws NETWORK_UNAVAILABLE */
  ask(participant: string, key: string): Promise<RegisteredKey>;
  /** As find, if it can be answered at once. */
  findRemembered(participant: string, key: string): RegisteredKey | undefined;
  /** Forgets a participant that a ledger event named. */
  forget(participant: string): void;
  /** Asks again for everyone, because events may have been missed; while the ledger is away, goes on with what it has. */
  doubt(): void;
}

export interface RegistryTimes {
  /** Milliseconds for which an answer is used without asking again. */
  readonly fresh: number;
  /** Milliseconds for which it is still used while it is asked again; bounds a deposit on a ledger that is away. */
  readonly usable: number;
}

const TIMES: RegistryTimes = { fresh: 5_000, usable: 15 * 60_000 };
const CAPACITY = 10_000;

interface Remembered {
  readonly participant: string;
  readonly key: RegisteredKey;
  readonly at: number;
  isDoubted: boolean;
}

export function newSignerRegistry(ledger: Pick<Ledger, 'read'>, times = TIMES): SignerRegistry {
  const remembered = new Map<string, Remembered>();
  const asking = new Map<string, Promise<RegisteredKey>>();
  // An answer asked for before an event may be from before it: it is given, but not remembered.
  let generation = 0;

  async function ask(participant: string, key: string, name: string): Promise<RegisteredKey> {
    const asked = generation;
    const [participantKey, keyKey, revocationKey] = signerStateKeys(participant, key);
    const { values } = await ledger.read([participantKey, keyKey, revocationKey]);
    const at = (stateKey: string) => values.get(stateKey) ?? null;
    const found = parseRegisteredKey(participant, at(participantKey), at(keyKey), at(revocationKey));
    // An unknown key is asked for again each time: its registration may come any moment.
    if (asked !== generation) return found;
    if (found.publicKey !== undefined)
      remember(name, { participant, key: found, at: performance.now(), isDoubted: false });
    else remembered.delete(name);
    return found;
  }

  function askOnce(participant: string, key: string, name: string): Promise<RegisteredKey> {
    const known = asking.get(name);
    if (known !== undefined) return known;
    const answer = ask(participant, key, name).finally(() => {
      if (asking.get(name) === answer) asking.delete(name);
    });
    asking.set(name, answer);
    return answer;
  }

  function remember(name: string, answer: Remembered): void {
    remembered.delete(name);
    remembered.set(name, answer);
    const [oldest] = remembered.keys();
    if (remembered.size > CAPACITY && oldest !== undefined) remembered.delete(oldest);
  }

  function findRemembered(participant: string, key: string): RegisteredKey | undefined {
    const name = `${participant}/${key}`;
    const found = remembered.get(name);
    if (found === undefined) return undefined;
    const age = performance.now() - found.at;
    if (age > times.usable) return undefined;
    if (found.isDoubted || age > times.fresh) askOnce(participant, key, name).catch(() => undefined);
    return found.key;
  }

  return {
    findRemembered,
    ask: (participant, key) => ask(participant, key, `${participant}/${key}`),
    find: async (participant, key) =>
      findRemembered(participant, key) ?? (await askOnce(participant, key, `${participant}/${key}`)),
    forget(participant) {
      generation += 1;
      asking.clear();
      for (const [name, each] of remembered) {
        if (each.participant === participant) remembered.delete(name);
      }
    },
    doubt() {
      generation += 1;
      asking.clear();
      for (const each of remembered.values()) each.isDoubted = true;
    },
  };
}
