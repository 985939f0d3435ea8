import { type Envelope, type JsonObject } from '@quancheng/protocol';
import { assertComplete } from '../commands/command-envelope.js';
import { readCommandOutcomes, type CommandOutcome } from './command-outcome.js';
import { postCommands } from './gateway-requests.js';
import { invalid, readCount, readObject, readString } from './read-answer.js';
import type { Transport } from './transport.js';

/** What the ledger keeps of a command that it carried out. */
export interface CommandReceipt {
  /** The target's version after it. */
  readonly version: number;
  /** Ledger time: the tick, and its time. */
  readonly at: { readonly tick: number; readonly time: string };
  /** Why what was asked for was denied, the denial being on record. */
  readonly denied?: string;
  /** `repeated`: it had been carried out before, and this is its first result. */
  readonly outcome: 'done' | 'repeated';
}

/** Commands to the ledger by way of a gateway, which is an untrusted relay. */
export interface CommandClient {
  /**
   * Sends one command and waits for its outcome. The same bytes are sent again after a lost connection or an unknown
   * outcome: the ledger knows the id, carries nothing out twice, and answers with the first result.
   * @throws SIGNER_SET_MISMATCH before anything is sent; the code with which the ledger refuses it
   */
  send(envelope: Envelope): Promise<CommandReceipt>;
  /** Sends many, up to 100 in a transaction; each is judged by itself, and seen by those after it. */
  sendAll(envelopes: readonly Envelope[]): Promise<readonly CommandOutcome[]>;
}

const MOST_AT_ONCE = 100;

export function newCommandClient(transport: Transport): CommandClient {
  const post = async (envelopes: readonly Envelope[]): Promise<readonly CommandOutcome[]> =>
    readCommandOutcomes(await postCommands(transport, envelopes));
  return {
    async send(envelope) {
      assertComplete(envelope);
      const [outcome] = await post([envelope]);
      if (outcome === undefined) throw invalid('an answer without an outcome');
      return readReceipt(outcome);
    },
    async sendAll(envelopes) {
      const outcomes: CommandOutcome[] = [];
      for (let begin = 0; begin < envelopes.length; begin += MOST_AT_ONCE) {
        outcomes.push(...(await post(envelopes.slice(begin, begin + MOST_AT_ONCE))));
      }
      return outcomes;
    },
  };
}

/** @throws the refusal's code, GATEWAY_RESPONSE_INVALID */
export function readReceipt({ outcome, result, error }: CommandOutcome): CommandReceipt {
  if (error !== undefined) throw error;
  if (outcome === 'refused') throw invalid('a refusal without a code');
  const receipt: JsonObject = readObject(result, 'result');
  const at = readObject(receipt['at'], 'at');
  return {
    version: readCount(receipt, 'version'),
    at: { tick: readCount(at, 'tick'), time: readString(at, 'time') },
    ...('denied' in receipt ? { denied: readString(receipt, 'denied') } : {}),
    outcome,
  };
}
