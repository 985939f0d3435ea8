import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { assertVersion } from '../commands/assert-version.js';
import type { CommandContext, CommandEvent, CommandHead, RecordChange } from '../commands/command.js';
import type { CommandResult } from '../commands/command-receipt.js';
import type { Accepted } from '../decisions/decision.js';
import type { Change, Records } from '../state/records.js';
import { recordKey, stateKeyOf } from '../state/state-key.js';
import { changeOf } from './amendment.js';
import { collectEntries } from './collect-entries.js';
import type { NewEntry } from './collection.js';
import type { MachineKind } from './machine-kind.js';
import type { Machine } from './machine.js';
import { isMachineKind } from './machines.js';
import { nextVersion } from './next-version.js';
import type { Reader } from './reader.js';
import type { RecordHead } from './record.js';
import { isRecordName, ownerOf } from './record-name.js';
import type { Transition } from './transition.js';

/** An order to a record's state machine. The target is the record's name. */
export interface RecordCommand extends CommandHead {
  readonly action: string;
  readonly body: JsonObject;
}

/**
 * Judges an order by its record's state machine. The command's signatures have been verified.
 * @throws COMMAND_BODY_INVALID, RECORD_EXISTS, RECORD_UNKNOWN, RECORD_FOREIGN, TRANSITION_INVALID, VERSION_CONFLICT,
 * REFERENCE_UNKNOWN, SIGNER_NOT_ENTITLED and the codes of the transition's rules
 */
export async function decideRecord<Kind extends MachineKind>(
  machine: Machine<Kind>,
  command: RecordCommand,
  { at }: CommandContext,
  read: Reader,
): Promise<Accepted<CommandEvent, CommandResult>> {
  // The compiler cannot see that a machine's kind of record is one with a status.
  const { action, target: name } = command;
  if (!isRecordName(name))
    throw new QuanchengError('COMMAND_BODY_INVALID', 'target: expected a record’s name');
  const target = (await read(machine.kind, name)) as Records[Kind] | undefined;
  const transition = transitionOf(machine, command);
  assertReachable(transition, target, command);
  assertVersion(command, target?.version ?? 0);
  const effect = await transition.judge({ target, body: command.body, command, at }, read);
  const value = nextVersion(name, target, effect.record, command, at);
  const amendments = effect.amendments ?? [];
  const changes = [
    { kind: machine.kind, value } as unknown as Change,
    ...amendments.map((amendment) => changeOf(amendment, command, at)),
    ...(await collectEntries(
      [
        ...entriesOf(recordKey(machine.kind, name), value.version, effect.collections),
        ...amendments.flatMap(({ kind, id, before, collections }) =>
          entriesOf(recordKey(kind, id), (before?.version ?? 0) + 1, collections),
        ),
      ],
      read,
    )),
  ];
  return {
    outcome: 'accepted',
    changes,
    event: { action, target: name, records: recordChanges(changes) },
    result: { version: value.version, at, ...(effect.denied === undefined ? {} : { denied: effect.denied }) },
  };
}

function entriesOf(
  record: string,
  version: number,
  collections: readonly string[] = [],
): readonly NewEntry[] {
  return collections.map((collection) => ({ collection, record, version }));
}

function transitionOf<Kind extends MachineKind>(
  { transitions }: Machine<Kind>,
  { action }: RecordCommand,
): Transition<Records[Kind]> {
  const transition = Object.hasOwn(transitions, action) ? transitions[action] : undefined;
  if (transition === undefined) throw new QuanchengError('ACTION_UNKNOWN', `there is no action ${action}`);
  return transition;
}

/** Whether the transition leads from where the record is; a record that isn't there can only be created. */
function assertReachable<Kind extends MachineKind>(
  { from }: Transition<Records[Kind]>,
  target: Records[Kind] | undefined,
  { target: name, action, signers }: RecordCommand,
): void {
  if (from.length === 0) {
    if (target !== undefined) throw new QuanchengError('RECORD_EXISTS', `${name} exists`);
    if (!signers.some(({ participant }) => participant === ownerOf(name))) {
      throw new QuanchengError('RECORD_FOREIGN', `${name} is in the name space of ${ownerOf(name)}`);
    }
    return;
  }
  if (target === undefined) throw new QuanchengError('RECORD_UNKNOWN', `there is no ${name}`);
  if (!from.includes(target.status)) {
    throw new QuanchengError(
      'TRANSITION_INVALID',
      `${name} is ${target.status}; ${action} leads from ${from.join(', ')}`,
    );
  }
}

/** What followers of the ledger learn: the records' new versions. */
function recordChanges(changes: readonly Change[]): readonly RecordChange[] {
  return changes
    .filter(({ kind }) => isMachineKind(kind))
    .map((change) => ({ key: stateKeyOf(change), version: (change.value as RecordHead).version }));
}
