import { readOutcomes } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { setTimeout as pause } from 'node:timers/promises';
import {
  envelopeList,
  envelopeText,
  newCommand,
  type CommandOptions,
} from '../../chaincode/support/statements.js';
import { newGenesis, newMember } from '../../chaincode/support/test-genesis.js';
import { TestLog } from '../../chaincode/support/test-log.js';
import {
  logRegistration,
  OPERATOR,
  operator,
  registration,
  type Outcome,
} from '../../chaincode/support/test-world.js';

export interface FlowOptions {
  readonly channel: string;
  readonly chaincode: string;
  /** MSP id and operator of every organisation, sorted by MSP id. */
  readonly organisations: readonly (readonly [mspId: string, operator: string])[];
}

export interface FlowResult {
  /** What the endorsed read asked for. */
  readonly keys: readonly string[];
  readonly nonce: string;
  readonly payload: Uint8Array;
  readonly outcomes: readonly Outcome[];
  readonly log: TestLog;
}

const NONCE = '00112233445566778899aabbccddeeff';
const HOUR = 60 * 60 * 1000;

/**
 * Takes an empty channel from genesis to an endorsed read, every organisation endorsing every step: bootstrap, tick,
 * registration of an operator and its log, anchor, read.
 * @param committed resolves when all peers have committed a transaction
 */
export async function playContractFlow(
  ledger: Ledger,
  options: FlowOptions,
  committed: (transactionId: string) => Promise<void>,
): Promise<FlowResult> {
  const { channel, chaincode, organisations } = options;
  const all = { endorsingOrganisations: organisations.map(([mspId]) => mspId) };
  const submit = async (name: string, ...args: readonly string[]): Promise<string> => {
    const { transactionId, result } = await ledger.submit(name, args, all);
    await committed(transactionId);
    return result;
  };
  const members = organisations.map(([mspId, name]) => newMember(mspId, name));
  const genesis = newGenesis({ members, change: { channel, chaincode, tickPeriod: 1, issued: timeIn(0) } });
  await submit('bootstrap', envelopeText(genesis));
  await pause(1100);
  await submit('tick', '2');

  const log = new TestLog();
  const orders = [
    registration(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] }),
    logRegistration(log),
  ];
  const executed = await submit('execute', '2', envelopeList(orders.map(inForce)));
  await submit('anchor', '2', log.origin, '0', '[]', log.note(3));
  await submit('anchor', '2', log.origin, '3', log.proof(3, 7), log.note(7));

  const { keyId } = operator.signer.publicKey;
  const keys = [
    `anchor/${log.origin}/0000000000000003`,
    `anchor/${log.origin}/0000000000000007`,
    `compromise/${keyId}`,
    `key/${keyId}`,
    'ledger',
    `log/${log.origin}`,
    `participant/${OPERATOR}`,
    `revocation/${keyId}`,
  ];
  const { payload } = await ledger.endorsedRead(keys, NONCE);
  return { keys, nonce: NONCE, payload, outcomes: readOutcomes(executed), log };
}

function inForce(options: CommandOptions) {
  return newCommand({ ...options, issued: timeIn(0), expires: timeIn(HOUR) });
}

/** Fabric's endorsers hold a proposal's time against their clocks, so this flow runs in real time. */
function timeIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
