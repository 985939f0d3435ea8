import {
  commandKey,
  keyKey,
  machineOf,
  participantKey,
  recordKey,
  revocationKey,
  type Machine,
  type MachineKind,
  type SignedCommand,
} from '@quancheng/domain';
import type { LedgerStore } from '../ledger/ledger-store';

/**
 * Asks the peer at once for what judging these commands will read: first what the commands themselves name, then what
 * their targets lead to. What was not foreseen is read when it is needed.
 */
export async function foreseeReads(store: LedgerStore, commands: readonly SignedCommand[]): Promise<void> {
  await store.expect(commands.flatMap(namedKeys));
  const furtherKeys: string[] = [];
  for (const command of commands) furtherKeys.push(...(await keysBeyond(store, command)));
  await store.expect(furtherKeys);
}

function namedKeys({ participant, statement }: SignedCommand): readonly string[] {
  const { id, signers, action, target } = statement;
  const machine = machineOf(action);
  return [
    commandKey(participant, id),
    ...signers.flatMap((signer) => [
      keyKey(signer.key),
      revocationKey(signer.key),
      participantKey(signer.participant),
    ]),
    ...(machine === undefined ? [] : [recordKey(machine.kind, target)]),
  ];
}

async function keysBeyond(store: LedgerStore, { statement }: SignedCommand): Promise<readonly string[]> {
  // Each kind's machine looks at its own kind's records, which the compiler cannot follow through the union.
  const machine = machineOf(statement.action) as Machine<MachineKind> | undefined;
  if (machine?.foresee === undefined) return [];
  return machine.foresee(statement.body, await store.reader(machine.kind, statement.target));
}
