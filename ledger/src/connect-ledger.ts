import { setMaxListeners } from 'node:events';
import type { LedgerConnection } from './connection/ledger-connection.js';
import { openLinePool } from './connection/line-pool.js';
import { iterateEvents } from './events/iterate-events.js';
import type { Ledger } from './ledger.js';
import { formatAttestRequest } from './reads/attest-request.js';
import { parseEndorsedAnswers } from './reads/endorsed-answers.js';
import { readPreparedPayload } from './reads/prepared-payload.js';
import { defaultDeadlines, type Deadlines } from './transactions/deadlines.js';
import { reach, type Reach } from './transactions/reach.js';
import { submitTransaction } from './transactions/submit-transaction.js';
import { newTickCache } from './transactions/tick-cache.js';

/**
 * Opens a connection; nothing is sent until the first call, so an absent ledger shows there.
 * @throws KEY_MALFORMED if the private key is unusable
 */
export function connectLedger(connection: LedgerConnection): Ledger {
  const deadlines = { ...defaultDeadlines, ...connection.deadlines };
  const closing = new AbortController();
  // Every call that pauses listens to it.
  setMaxListeners(0, closing.signal);
  const lines = openLinePool(connection);
  const { signal } = closing;
  const within = { lines, patience: deadlines.patience, signal };
  const evaluate = newEvaluate(within, deadlines);
  const read = async (keys: readonly string[]) =>
    parseEndorsedAnswers(await evaluate('attest', [formatAttestRequest(keys)]));
  const ticks = newTickCache(async () => (await read(['ledger'])).tick.number);
  const context = { lines, channel: connection.channel, deadlines, ticks, signal };

  return {
    channel: connection.channel,
    chaincode: connection.chaincode,
    evaluate: async (functionName, args) => Buffer.from(await evaluate(functionName, args)).toString('utf8'),
    submit: (functionName, args, options = {}) => submitTransaction(context, { functionName, args, options }),
    read,
    endorsedRead: (keys, nonce) => readEndorsed(within, connection, deadlines, keys, nonce),
    events: (options = {}) =>
      iterateEvents(lines, connection.chaincode, {
        ...options,
        signal: options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]),
      }),
    currentTick: () => ticks.current(),
    close() {
      closing.abort();
      lines.close();
    },
  };
}

function newEvaluate(within: Reach, deadlines: Deadlines) {
  return (functionName: string, args: readonly string[]): Promise<Uint8Array> =>
    reach(within, ({ contract }) => {
      const proposal = contract.newProposal(functionName, { arguments: [...args] });
      return proposal.evaluate({ deadline: Date.now() + deadlines.evaluate });
    });
}

async function readEndorsed(
  within: Reach,
  { endorsingOrganisations: organisations }: LedgerConnection,
  deadlines: Deadlines,
  keys: readonly string[],
  nonce: string | undefined,
) {
  const request = formatAttestRequest(keys, nonce);
  const transaction = await reach(within, ({ contract }) =>
    contract
      .newProposal('attest', {
        arguments: [request],
        ...(organisations === undefined ? {} : { endorsingOrganizations: [...organisations] }),
      })
      .endorse({ deadline: Date.now() + deadlines.endorse }),
  );
  return {
    payload: readPreparedPayload(transaction),
    answers: parseEndorsedAnswers(transaction.getResult()),
  };
}
