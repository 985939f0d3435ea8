import {
  assertAudience,
  assertInForce,
  authorise,
  decideLedger,
  decideLog,
  decideParticipant,
  decideRecord,
  isLedgerCommand,
  isLogCommand,
  isParticipantCommand,
  isRepeated,
  keysToLoad,
  machineOf,
  parseAction,
  type Command,
  type CommandContext,
  type CommandEvent,
  type CommandOutcome,
  type CommandResult,
  type Decision,
  type KeyState,
  type Machine,
  type MachineKind,
  type ParticipantCommand,
  type SignedCommand,
  type SignerState,
} from '@quancheng/domain';
import { QuanchengError, type KeyId } from '@quancheng/protocol';
import type { LedgerStore } from '../ledger/ledger-store';
import type { QuanchengContext } from './quancheng-context';
import type { ReadCommand } from './read-command';

export interface Execution {
  readonly outcome: CommandOutcome;
  /** Only if the command was carried out now. */
  readonly event?: CommandEvent;
}

/** Judges one command and stores what it changes, or nothing. Never throws for what is wrong with the command. */
export async function executeCommand(
  context: QuanchengContext,
  read: ReadCommand,
  held: CommandContext,
): Promise<Execution> {
  if ('error' in read) return { outcome: refusal(read.error) };
  try {
    const { result, event } = await carryOut(context, read.command, held);
    if (event === undefined) return { outcome: { outcome: 'repeated', result } };
    return { outcome: { outcome: 'done', result }, event };
  } catch (error) {
    if (!(error instanceof QuanchengError)) throw error;
    return { outcome: refusal(error) };
  }
}

function refusal({ code, detail }: QuanchengError): CommandOutcome {
  return { outcome: 'refused', code, message: detail };
}

/** The checks in the order of docs/specs/ledger.md, then the action. */
async function carryOut(
  context: QuanchengContext,
  command: SignedCommand,
  held: CommandContext,
): Promise<{ readonly result: CommandResult; readonly event?: CommandEvent }> {
  const { store } = context;
  const { participant, statement, digest } = command;
  assertAudience(command, held.ledger.ledger);
  const receipt = await store.receipt(participant, statement.id);
  if (isRepeated(command, receipt)) return { result: receipt.result };
  assertInForce(command, held.at);
  authorise(command, await loadSigners(store, command), held.ledger);
  const decision = await judge(context, parseAction(command), held);
  if (decision.outcome === 'refused') throw new QuanchengError(decision.code, decision.message);
  await store.apply(decision.changes);
  store.putReceipt(participant, statement.id, { digest, result: decision.result });
  return decision;
}

async function loadSigners(store: LedgerStore, command: SignedCommand): Promise<Map<KeyId, SignerState>> {
  const states = new Map<KeyId, SignerState>();
  for (const { key, participant } of command.statement.signers) {
    states.set(key, {
      key: await store.key(key),
      revocation: await store.revocation(key),
      participant: await store.participant(participant),
    });
  }
  return states;
}

async function judge(
  { store, stateVersions }: QuanchengContext,
  command: Command,
  held: CommandContext,
): Promise<Decision<CommandEvent, CommandResult>> {
  if (isLedgerCommand(command)) return decideLedger(command, held, stateVersions);
  if (isLogCommand(command)) return decideLog(await store.log(command.target), command, held);
  if (isParticipantCommand(command)) return await judgeParticipant(store, command, held);
  const machine = machineOf(command.action);
  if (machine === undefined)
    throw new QuanchengError('ACTION_UNKNOWN', `there is no action ${command.action}`);
  // Each kind's machine judges its own kind's records, which the compiler cannot follow through the union.
  return await decideRecord(machine as Machine<MachineKind>, command, held, store.reader);
}

async function judgeParticipant(
  store: LedgerStore,
  command: ParticipantCommand,
  held: CommandContext,
): Promise<Decision<CommandEvent, CommandResult>> {
  const participant = await store.participant(command.target);
  const keys = new Map<KeyId, KeyState>();
  for (const key of keysToLoad(command, participant)) keys.set(key, await store.keyState(key));
  return decideParticipant({ participant, keys }, command, held);
}
