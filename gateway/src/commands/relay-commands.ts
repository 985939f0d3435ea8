import type { CommandOutcome, SignedCommand } from '@quancheng/domain';
import type { JsonValue } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { takeQuota } from '../quota/take-quota.js';
import { judgeCommand, nameOf, type JudgedCommand, type JudgeParts } from './judge-command.js';

export type RelayParts = JudgeParts & Pick<GatewayDependencies, 'commands' | 'quotas'>;

/** What became of a request's commands, in their order. */
export interface RelayAnswer {
  /** Absent if nothing had to go to the ledger. */
  readonly transaction?: string;
  readonly outcomes: readonly JsonValue[];
}

/**
 * Takes a request's commands to the ledger, but for those that it would refuse for what they are.
 * @throws QUOTA_EXCEEDED, before anything was sent; what the queue throws
 */
export async function relayCommands(
  parts: RelayParts,
  envelopes: readonly JsonValue[],
): Promise<RelayAnswer> {
  const judged = trustEarlier(await Promise.all(envelopes.map((each) => judgeCommand(parts, each))));
  const relayed = envelopes.filter((_, index) => judged[index]?.outcome === undefined);
  if (relayed.length === 0) return { outcomes: judged.map(({ outcome }) => outcome ?? null) };
  const giveBack = await takeCommandQuotas(parts, judged);
  try {
    const { transaction, outcomes } = await parts.commands.submit(relayed);
    return {
      transaction,
      outcomes: answersOf(judged, outcomes),
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** @param outcomes of those that the ledger judged, in their order */
function answersOf(
  judged: readonly JudgedCommand[],
  outcomes: readonly CommandOutcome[],
): readonly JsonValue[] {
  const answers = outcomes.values();
  return judged.map(({ command, outcome }) => {
    if (outcome !== undefined) return outcome;
    const name = command === undefined ? {} : nameOf(command);
    return { ...name, ...answers.next().value } as JsonValue;
  });
}

/** Actions that give a participant keys or roles. */
const registering = /^(participant|person|key)\./;
const registryCodes: readonly unknown[] = ['KEY_UNKNOWN', 'KEY_REVOKED', 'ROLE_MISSING'];

/** A command may rest on keys that an earlier one of the same request registers: the contract will see. */
function trustEarlier(judged: readonly JudgedCommand[]): readonly JudgedCommand[] {
  const changed = new Set<string>();
  return judged.map((each) => {
    const { command, outcome } = each;
    if (command === undefined) return each;
    const restsOnEarlier =
      registryCodes.includes(outcome?.['code']) &&
      command.statement.signers.some(({ participant }) => changed.has(participant));
    const isLeft = outcome === undefined || restsOnEarlier;
    if (isLeft && registering.test(command.statement.action)) changed.add(command.statement.target);
    return isLeft ? { command } : each;
  });
}

/** @returns gives them back @throws QUOTA_EXCEEDED */
async function takeCommandQuotas(parts: RelayParts, judged: readonly JudgedCommand[]): Promise<() => void> {
  const counts = new Map<string, { readonly command: SignedCommand; amount: number }>();
  for (const { command, outcome } of judged) {
    if (command === undefined || outcome !== undefined) continue;
    const count = counts.get(command.participant) ?? { command, amount: 0 };
    count.amount += 1;
    counts.set(command.participant, count);
  }
  const taken: (() => void)[] = [];
  const giveBack = (): void => taken.forEach((each) => each());
  try {
    for (const { command, amount } of counts.values()) {
      taken.push(await takeQuota(parts, command.statement.signers, 'commands', amount));
    }
  } catch (error) {
    giveBack();
    throw error;
  }
  return giveBack;
}
