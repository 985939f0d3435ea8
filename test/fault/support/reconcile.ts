import { setTimeout as delay } from 'node:timers/promises';
import type { FabricNetwork } from '@quancheng/network';
import { expect } from 'chai';
import type { BlockFacts } from './block-facts.js';
import { type BlockReader, openBlockReader } from './block-reader.js';
import type { Outcome } from './open-loop.js';

const catchUpSeconds = 90;

/** Asserts that all peers come to one height with one newest hash and have the same blocks; returns these. */
export async function expectSameChain(network: FabricNetwork): Promise<readonly BlockFacts[]> {
  const readers = network.gateways.map((each) => openBlockReader(network, each));
  try {
    const height = await untilLevel(readers);
    const [chain, ...others] = await Promise.all(readers.map((reader) => readChain(reader, height)));
    for (const other of others) expect(other).to.deep.equal(chain);
    return chain!;
  } finally {
    for (const reader of readers) reader.close();
  }
}

async function untilLevel(readers: readonly BlockReader[]): Promise<number> {
  for (let second = 0; ; second += 1) {
    const tips = await Promise.all(readers.map((reader) => reader.tip()));
    if (tips.every(({ hash }) => hash === tips[0]!.hash)) return tips[0]!.height;
    if (second > catchUpSeconds) expect.fail(`the peers differ: ${JSON.stringify(tips)}`);
    await delay(1_000);
  }
}

async function readChain(reader: BlockReader, height: number): Promise<BlockFacts[]> {
  const chain: BlockFacts[] = [];
  for await (const block of reader.blocks(0)) {
    chain.push(block);
    if (chain.length === height) break;
  }
  return chain;
}

/**
 * Holds what the clients were told against the blocks: an acknowledged transaction is there once, as valid; one that
 * was reported as never submitted is not there; one whose outcome was unknown is settled by its id. Returns the counts.
 */
export function reconcile(outcomes: readonly Outcome[], blocks: readonly BlockFacts[]): string {
  const all = blocks.flatMap(({ transactions }) => transactions);
  const validIds = countBy(all.filter(({ isValid }) => isValid).map(({ id }) => id));
  const validKeys = countBy(all.filter(({ isValid }) => isValid).flatMap(({ keys }) => keys));
  const acknowledged = outcomes.filter(({ transactionId }) => transactionId !== undefined);
  for (const { key, transactionId } of acknowledged) {
    expect(validIds.get(transactionId!), `acknowledged transaction ${transactionId}`).to.equal(1);
    expect(validKeys.get(key), `writes of ${key}`).to.equal(1);
  }
  const unknown = outcomes.filter(({ code }) => code === 'OUTCOME_UNKNOWN');
  const settled = unknown.filter(({ error }) => validIds.has(/[0-9a-f]{64}/.exec(error!)![0])).length;
  const failed = outcomes.filter(({ code }) => code !== undefined && code !== 'OUTCOME_UNKNOWN');
  for (const { key, error } of failed) {
    expect(validKeys.has(key), `${key}, though the client was told: ${error}`).to.equal(false);
  }
  expect(acknowledged.length + unknown.length + failed.length).to.equal(outcomes.length);
  const written = [...validKeys.keys()].filter((key) => key.startsWith('load-')).length;
  expect(written, 'every write is accounted for').to.equal(acknowledged.length + settled);
  const reasons = [...countBy(failed.map(({ code }) => code!))].map(([code, count]) => `${count} ${code}`);
  return (
    `${outcomes.length} transactions: ${acknowledged.length} acknowledged, each in the blocks of all four peers once and ` +
    `valid; ${unknown.length} of unknown outcome, of which by transaction id ${settled} valid; ${failed.length} failed ` +
    `unsubmitted${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}; ${blocks.length} blocks`
  );
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
