import type { Form } from '@quancheng/protocol';
import { certificateMachine } from '../certificates/certificate-machine.js';
import { claimMachine } from '../claims/claim-machine.js';
import { calendarMachine } from '../registers/calendar-machine.js';
import { consentMachine, consumptionMachine } from '../consents/consent-machine.js';
import { holdMachine } from '../holds/hold-machine.js';
import { licenceMachine } from '../licences/licence-machine.js';
import { grantMachine } from '../grants/grant-machine.js';
import { objectionMachine } from '../objections/objection-machine.js';
import { encumbranceMachine } from '../pledges/encumbrance-machine.js';
import { pledgeMachine } from '../pledges/pledge-machine.js';
import { priorityMachine } from '../priorities/priority-machine.js';
import { purposeMachine } from '../purposes/purpose-machine.js';
import { registerMachine } from '../registers/register-machine.js';
import { reportMachine } from '../reports/report-machine.js';
import { searchMachine } from '../searches/search-machine.js';
import { revenueMachine } from '../revenue/revenue-machine.js';
import { revenueRuleMachine } from '../revenue/revenue-rule-machine.js';
import { tradeMachine } from '../trades/trade-machine.js';
import { useMachine } from '../uses/use-machine.js';
import { redemptionMachine, voucherMachine } from '../vouchers/voucher-machine.js';
import { voucherSchemeMachine } from '../vouchers/voucher-scheme-machine.js';
import type { MachineKind } from './machine-kind.js';
import type { Machine } from './machine.js';

/** The state machine of every kind of record. */
export const machines: { readonly [Kind in MachineKind]: Machine<Kind> } = {
  calendar: calendarMachine,
  register: registerMachine,
  certificate: certificateMachine,
  objection: objectionMachine,
  claim: claimMachine,
  purpose: purposeMachine,
  consent: consentMachine,
  consumption: consumptionMachine,
  use: useMachine,
  grant: grantMachine,
  trade: tradeMachine,
  licence: licenceMachine,
  report: reportMachine,
  hold: holdMachine,
  'revenue-rule': revenueRuleMachine,
  revenue: revenueMachine,
  'voucher-scheme': voucherSchemeMachine,
  voucher: voucherMachine,
  redemption: redemptionMachine,
  pledge: pledgeMachine,
  encumbrance: encumbranceMachine,
  priority: priorityMachine,
  search: searchMachine,
};

const machinesByAction: ReadonlyMap<string, AnyMachine> = new Map(
  Object.values(machines).flatMap((machine) =>
    Object.keys(machine.transitions).map((action) => [action, machine] as const),
  ),
);

/** Some kind's machine. */
export type AnyMachine = (typeof machines)[MachineKind];

/** The machine that knows an action; undefined for one that no record has. */
export function machineOf(action: string): AnyMachine | undefined {
  return machinesByAction.get(action);
}

/** The form of an action’s body; undefined for an action that no record has. */
export function bodyFormOf(action: string): Form<unknown> | undefined {
  return machineOf(action)?.transitions[action]?.body;
}

/** Every action of every record. */
export const recordActions: readonly string[] = [...machinesByAction.keys()];

export function isMachineKind(kind: string): kind is MachineKind {
  return Object.hasOwn(machines, kind);
}
