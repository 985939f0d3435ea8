import { parseCheckpoint, parseNote, verifyNote, type VerifierKey } from '@quancheng/protocol';
import type { Head } from '../log/index.js';
import type { WitnessClient } from './witness-client.js';

/**
 * The heads that witnesses hold of our log, as far as they can be learnt: the log never waits for a witness. Only what
 * our own key signed counts, so that no witness can stop a log with an invented head.
 */
export interface WitnessHeads {
  readonly known: readonly Head[];
  /** Asks one witness for its newest checkpoint; one that is away or has none changes nothing. */
  learn(client: WitnessClient, signal: AbortSignal): Promise<void>;
}

export function newWitnessHeads(logKey: VerifierKey): WitnessHeads {
  const heads = new Map<string, Head>();
  return {
    get known() {
      return [...heads.values()];
    },
    async learn(client, signal) {
      const { name } = client.address.verifierKey;
      const head = await latestHead(client, logKey, signal);
      if (head !== undefined) heads.set(name, head);
    },
  };
}

async function latestHead(
  client: WitnessClient,
  logKey: VerifierKey,
  signal: AbortSignal,
): Promise<Head | undefined> {
  try {
    const latest = await client.latest(logKey.name, signal);
    if (latest === undefined) return undefined;
    const note = parseNote(latest);
    verifyNote(note, [logKey]);
    const { origin, size, rootHash } = parseCheckpoint(note.text);
    const holder = `the witness ${client.address.verifierKey.name}`;
    return origin === logKey.name ? { size, root: rootHash, holder } : undefined;
  } catch {
    // Away, another protocol, or nothing that we signed.
    return undefined;
  }
}
