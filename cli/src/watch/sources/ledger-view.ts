import { randomBytes } from 'node:crypto';
import type { Ledger } from '@quancheng/ledger';
import {
  decodeBase64,
  decodeUtf8,
  isJsonObject,
  isQuanchengError,
  QuanchengError,
  type JsonValue,
} from '@quancheng/protocol';
import { parseGatewayUrl } from '@quancheng/sdk';
import { verifyEndorsedRead, type Tick, type TrustRoot } from '@quancheng/verifier';
import { fetchBounded } from './fetch-bounded.js';

/** What the ledger held at a tick. */
export interface LedgerSight {
  readonly values: ReadonlyMap<string, JsonValue>;
  readonly tick: Tick;
  /** The time of an endorsed read's transaction: the clock of whoever asked for it. */
  readonly time?: string;
}

/** The ledger, as far as a monitor must believe it. */
export interface LedgerView {
  /**
   * By our own organisation's peer if we have one and it answers; else by a read that is endorsed as the trust root asks.
   * @param keys 1 to 64 state keys
   * @throws what the last of all that were asked said: NETWORK_UNAVAILABLE, GATEWAY_UNREACHABLE, READ_…, ENDORSEMENT_TOO_FEW
   */
  read(keys: readonly string[]): Promise<LedgerSight>;
  /** An endorsed read that verifies under the trust root. @throws as read */
  prove(keys: readonly string[]): Promise<Uint8Array>;
}

const READ_BYTES = 2 * 1_048_576;

type Prove = (keys: readonly string[], nonce: string) => Promise<Uint8Array>;

/**
 * @param peer a connection to our own organisation's peer, if there is one
 * @param gateways any that are on this ledger: they relay endorsed reads, and are trusted with nothing
 */
export function newLedgerView(
  peer: Pick<Ledger, 'read' | 'endorsedRead'> | undefined,
  gateways: readonly string[],
  trustRoot: () => TrustRoot,
): LedgerView {
  const provers: Prove[] = gateways.map((gateway) => (keys, nonce) => relayedRead(gateway, keys, nonce));
  if (peer !== undefined)
    provers.unshift(async (keys, nonce) => (await peer.endorsedRead(keys, nonce)).payload);

  const endorsed = (keys: readonly string[]) =>
    firstOf(
      provers.map((prove) => async () => {
        const nonce = randomBytes(16).toString('hex');
        const payload = await prove([...keys].sort(), nonce);
        return { payload, read: verifyEndorsedRead(payload, trustRoot(), { nonce }) };
      }),
    );
  return {
    prove: async (keys) => (await endorsed(keys)).payload,
    async read(keys) {
      const own = peer && (await readOwn(peer, keys, trustRoot().ledger));
      if (own !== undefined) return own;
      const { answers, tick, time } = (await endorsed(keys)).read;
      return { values: new Map(answers.map(({ key, value }) => [key, value])), tick, time };
    },
  };
}

/** Undefined if our peer is away: a gateway's endorsed read then says the same. @throws AUDIENCE_MISMATCH */
async function readOwn(
  peer: Pick<Ledger, 'read'>,
  keys: readonly string[],
  expected: string,
): Promise<LedgerSight | undefined> {
  try {
    const { values, tick, ledger } = await peer.read(keys);
    if (ledger !== expected) throw new QuanchengError('AUDIENCE_MISMATCH', 'our peer is of another ledger');
    return { values, tick };
  } catch (error) {
    if (isQuanchengError(error, 'NETWORK_UNAVAILABLE')) return undefined;
    throw error;
  }
}

async function relayedRead(gateway: string, keys: readonly string[], nonce: string): Promise<Uint8Array> {
  const query = new URLSearchParams([['nonce', nonce], ...keys.map((key): [string, string] => ['key', key])]);
  const url = `${parseGatewayUrl(gateway)}/v1/reads?${query.toString()}`;
  const answer = JSON.parse(decodeUtf8(await fetchBounded(url, READ_BYTES))) as JsonValue;
  const read = isJsonObject(answer) ? answer['read'] : undefined;
  if (typeof read !== 'string') throw new QuanchengError('GATEWAY_RESPONSE_INVALID', `${gateway}: no read`);
  return decodeBase64(read);
}

async function firstOf<Value>(attempts: readonly (() => Promise<Value>)[]): Promise<Value> {
  let last: unknown = new QuanchengError('NETWORK_UNAVAILABLE', 'no peer and no gateway was named');
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
