import { readOutcomes } from '@quancheng/domain';
import { formatCommandList } from '@quancheng/gateway';
import type { Ledger } from '@quancheng/ledger';
import type { FabricNetwork } from '@quancheng/network';
import type { Envelope, JsonValue } from '@quancheng/protocol';
import type { Outcome } from '../../chaincode/support/test-world.js';
import type { OfferMaker } from './consent-offers.js';
import { loadBetween, readProcessLoad, type ProcessLoad } from './process-load.js';

/** One way to bring commands to the ledger. */
export interface CommandArm {
  /** Commands in one transaction. */
  readonly size: number;
  /** Clients, each of which sends the next transaction when the one before is valid. */
  readonly clients: number;
  readonly seconds: number;
  /** Commands a second for which enough is signed beforehand. */
  readonly most: number;
}

export interface CommandRun {
  readonly commandsPerSecond: number;
  /** Share of all commands. */
  readonly refused: number;
  /** Milliseconds of each transaction, from sending it to its valid commit. */
  readonly latencies: readonly number[];
  /** Milliseconds of processor time a command. */
  readonly load: ProcessLoad;
}

export interface CommandTarget {
  readonly ledger: Ledger;
  readonly network: FabricNetwork;
  readonly offers: OfferMaker;
  /** Told when what is sent has been signed. */
  readonly onSigned?: () => void;
}

/** Seconds: the contract's code is compiled meanwhile. */
const WARM_UP = 8;
const EXPECTED_REFUSAL = 'RETENTION_EXCEEDS_PURPOSE';

/** Warms up, then measures. What is sent is signed beforehand. @throws Error for any unexpected outcome */
export async function runCommands(target: CommandTarget, arm: CommandArm): Promise<CommandRun> {
  const commands = Array.from({ length: (arm.seconds + WARM_UP) * arm.most }, () => target.offers.next());
  await load(target, { ...arm, seconds: WARM_UP }, commands);
  target.onSigned?.();
  return await load(target, arm, commands);
}

/** @param commands what is sent is taken from its end */
async function load(
  { ledger, network }: CommandTarget,
  { size, clients, seconds }: CommandArm,
  commands: Envelope[],
): Promise<CommandRun> {
  const latencies: number[] = [];
  let judged = 0;
  let refused = 0;
  const before = readProcessLoad(network);
  const started = performance.now();
  const deadline = started + seconds * 1_000;
  const send = async (): Promise<void> => {
    while (performance.now() < deadline) {
      if (commands.length < size) throw new Error('too few commands were signed beforehand');
      const envelopes = commands.splice(-size);
      const sent = performance.now();
      const outcomes = await submit(ledger, envelopes);
      latencies.push(performance.now() - sent);
      judged += outcomes.length;
      refused += countRefused(outcomes);
    }
  };
  await Promise.all(Array.from({ length: clients }, send));
  return {
    commandsPerSecond: judged / ((performance.now() - started) / 1_000),
    refused: refused / judged,
    latencies,
    load: loadBetween(before, readProcessLoad(network), judged),
  };
}

async function submit(ledger: Ledger, envelopes: readonly Envelope[]): Promise<readonly Outcome[]> {
  const list = formatCommandList(envelopes as unknown as readonly JsonValue[]);
  const { result } = await ledger.submit('execute', [list], { atTick: true });
  return readOutcomes(result);
}

function countRefused(outcomes: readonly Outcome[]): number {
  const refused = outcomes.filter(({ outcome }) => outcome !== 'done');
  const other = refused.find(({ code }) => code !== EXPECTED_REFUSAL);
  if (other !== undefined) throw new Error(`unexpected outcome ${JSON.stringify(other)}`);
  return refused.length;
}
