import {
  formatOutcomes,
  type CommandContext,
  type CommandEvent,
  type CommandOutcome,
} from '@quancheng/domain';
import type { JsonValue } from '@quancheng/protocol';
import { readArguments } from '../ledger/transaction';
import { parseCommandList } from './command-list';
import { executeCommand } from './execute-command';
import { foreseeReads } from './foresee-reads';
import { holdLedger, requireLedger } from './hold-ledger';
import type { QuanchengContext } from './quancheng-context';
import { readCommand } from './read-command';

/**
 * Judges each command by itself, seeing the writes of those before it. A refused one writes nothing and doesn't
 * disturb the others.
 */
export async function execute(context: QuanchengContext, tick: string): Promise<string> {
  const [, , commands = new Uint8Array()] = readArguments(context.stub);
  const envelopes = parseCommandList(commands);
  const held = await holdLedger(context.store, tick);
  const { outcomes, events } = await executeAll(context, envelopes, held);
  await context.finish('commands', events.length > 0 ? events.map(eventJson) : undefined);
  return formatOutcomes(outcomes, held.at);
}

async function executeAll(context: QuanchengContext, envelopes: readonly JsonValue[], held: CommandContext) {
  const outcomes: CommandOutcome[] = [];
  const events: CommandEvent[] = [];
  const commands = envelopes.map(readCommand);
  await foreseeReads(
    context.store,
    commands.flatMap((each) => ('command' in each ? [each.command] : [])),
  );
  for (const command of commands) {
    // Read anew for each: a command may have raised the state's version.
    const ledger = await requireLedger(context.store);
    const { outcome, event } = await executeCommand(context, command, { ...held, ledger });
    outcomes.push(outcome);
    if (event !== undefined) events.push(event);
  }
  return { outcomes, events };
}

/** The event stands in the block: versions come as pairs, because names would outweigh them. The first is the target's. */
function eventJson({ action, target, records }: CommandEvent): JsonValue {
  if (records === undefined) return { action, target };
  return { action, records: records.map(({ key, version }) => [key, version]) };
}
