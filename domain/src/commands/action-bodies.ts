import type { Form, ValueOf } from '@quancheng/protocol';
import type { certificateMachine } from '../certificates/certificate-machine.js';
import type { consentMachine } from '../consents/consent-machine.js';
import type { holdMachine } from '../holds/hold-machine.js';
import type { grantMachine } from '../grants/grant-machine.js';
import type { licenceMachine } from '../licences/licence-machine.js';
import type { objectionMachine } from '../objections/objection-machine.js';
import { participantBodies } from '../participants/parse-participant-command.js';
import type { pledgeMachine } from '../pledges/pledge-machine.js';
import type { priorityMachine } from '../priorities/priority-machine.js';
import type { purposeMachine } from '../purposes/purpose-machine.js';
import { bodyFormOf } from '../records/machines.js';
import type { calendarMachine } from '../registers/calendar-machine.js';
import type { registerMachine } from '../registers/register-machine.js';
import type { reportMachine } from '../reports/report-machine.js';
import type { searchMachine } from '../searches/search-machine.js';
import type { revenueMachine } from '../revenue/revenue-machine.js';
import type { revenueRuleMachine } from '../revenue/revenue-rule-machine.js';
import type { tradeMachine } from '../trades/trade-machine.js';
import type { useMachine } from '../uses/use-machine.js';
import type { redemptionMachine, voucherMachine } from '../vouchers/voucher-machine.js';
import type { voucherSchemeMachine } from '../vouchers/voucher-scheme-machine.js';

type Transitions = typeof calendarMachine.transitions &
  typeof registerMachine.transitions &
  typeof certificateMachine.transitions &
  typeof objectionMachine.transitions &
  typeof purposeMachine.transitions &
  typeof consentMachine.transitions &
  typeof useMachine.transitions &
  typeof grantMachine.transitions &
  typeof tradeMachine.transitions &
  typeof licenceMachine.transitions &
  typeof reportMachine.transitions &
  typeof holdMachine.transitions &
  typeof revenueRuleMachine.transitions &
  typeof revenueMachine.transitions &
  typeof voucherSchemeMachine.transitions &
  typeof voucherMachine.transitions &
  typeof redemptionMachine.transitions &
  typeof pledgeMachine.transitions &
  typeof priorityMachine.transitions &
  typeof searchMachine.transitions;

type Forms = {
  readonly [Action in keyof Transitions]: Transitions[Action]['body'];
} & typeof participantBodies;

/** An action of a record's state machine. */
export type RecordAction = keyof Transitions;

/** The body of each action, derived from the forms by which the ledger reads it, so that the two cannot drift. */
export type ActionBodies = { readonly [Action in keyof Forms]: ValueOf<Forms[Action]> };

/** An action of a record, of a participant or of its keys. */
export type BodiedAction = keyof ActionBodies;

/** By which form the ledger reads an action's body; undefined for one that is neither a record's nor a participant's. */
export function actionBodyForm(action: string): Form<unknown> | undefined {
  const forms: Readonly<Record<string, Form<unknown>>> = participantBodies;
  return Object.hasOwn(forms, action) ? forms[action] : bodyFormOf(action);
}
