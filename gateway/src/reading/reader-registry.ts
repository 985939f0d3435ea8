import type { Participant } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { decodeBase64, parsePublicKey, QuanchengError, type PublicKey } from '@quancheng/protocol';
import { textMember } from '../json/text-member.js';

/** A participant with the key by which it signed a request. */
export interface KnownReader {
  readonly participant: Participant;
  readonly publicKey: PublicKey;
}

/** Who has a key, as the ledger says. */
export interface ReaderRegistry {
  /** @throws KEY_UNKNOWN, KEY_REVOKED, NETWORK_UNAVAILABLE */
  readonly find: (keyId: string) => Promise<KnownReader>;
}

const FRESH = 5_000;
const CAPACITY = 10_000;

interface Remembered {
  readonly reader: Promise<KnownReader>;
  readonly until: number;
}

/** Answers are remembered for moments, so that a withdrawn right to read ends soon. @param clock in milliseconds */
export function newReaderRegistry(ledger: Pick<Ledger, 'read'>, clock: () => number): ReaderRegistry {
  const remembered = new Map<string, Remembered>();
  return {
    find(keyId) {
      const known = remembered.get(keyId);
      if (known !== undefined && known.until > clock()) return known.reader;
      const reader = ask(ledger, keyId);
      remembered.delete(keyId);
      remembered.set(keyId, { reader, until: clock() + FRESH });
      reader.catch(() => {
        if (remembered.get(keyId)?.reader === reader) remembered.delete(keyId);
      });
      const [oldest] = remembered.keys();
      if (remembered.size > CAPACITY && oldest !== undefined) remembered.delete(oldest);
      return reader;
    },
  };
}

async function ask(ledger: Pick<Ledger, 'read'>, keyId: string): Promise<KnownReader> {
  const { values } = await ledger.read([`key/${keyId}`, `revocation/${keyId}`]);
  const key = values.get(`key/${keyId}`);
  if (key === undefined || key === null) {
    throw new QuanchengError('KEY_UNKNOWN', `the ledger has no key ${keyId}`);
  }
  const revocation = values.get(`revocation/${keyId}`);
  if (revocation !== undefined && revocation !== null) {
    throw new QuanchengError('KEY_REVOKED', `${keyId} is revoked`);
  }
  const id = textMember(key, 'participant');
  const answer = await ledger.read([`participant/${id}`]);
  const participant = answer.values.get(`participant/${id}`);
  // An organisation's administrator has a key and is no participant.
  if (participant === undefined || participant === null) {
    throw new QuanchengError('KEY_UNKNOWN', `${id} is no participant`);
  }
  const publicKey = parsePublicKey(decodeBase64(textMember(key, 'publicKey')));
  // The contract wrote it in this form, checked by all endorsers.
  return { participant: participant as unknown as Participant, publicKey };
}
