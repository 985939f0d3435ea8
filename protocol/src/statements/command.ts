import { anyObject, objectOf } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import type { LedgerId, RecordId } from '../form/identifiers.js';
import { parseTime } from '../form/time.js';
import {
  countForm,
  ledgerIdForm,
  oneOf,
  plainRecordIdForm,
  textForm,
  timeForm,
} from '../form/value-forms.js';
import type { JsonObject } from '../json/json-value.js';
import { commandRoles, type CommandRole } from './participant-roles.js';
import { saltForm } from './record-members.js';
import { signersForm, type StatementSigner } from './signers.js';

/** An order to the ledger; its authority comes from its signatures alone. */
export interface CommandStatement {
  readonly schema: 'quancheng/command/v1';
  readonly id: RecordId;
  readonly salt: string;
  readonly audience: LedgerId;
  readonly signers: readonly StatementSigner<CommandRole>[];
  readonly issued: string;
  /** After issued, by 31 days at most. */
  readonly expires: string;
  /** e.g. `participant.register`. */
  readonly action: string;
  /** A participant's id, a key id or an origin. */
  readonly target: string;
  /** Version of the target that the signer saw; 0: it must not exist. */
  readonly expectedVersion: number;
  /** By action; judged by the ledger. */
  readonly body: JsonObject;
}

const LONGEST_VALIDITY = 31 * 24 * 60 * 60 * 1000;

const members: Form<CommandStatement> = objectOf({
  schema: oneOf('quancheng/command/v1'),
  id: plainRecordIdForm,
  salt: saltForm,
  audience: ledgerIdForm,
  signers: signersForm(commandRoles),
  issued: timeForm,
  expires: timeForm,
  action: textForm,
  target: textForm,
  expectedVersion: countForm,
  body: anyObject,
});

export const commandForm = restrict(members, ({ issued, expires }) => {
  const validity = parseTime(expires) - parseTime(issued);
  if (validity > 0 && validity <= LONGEST_VALIDITY) return undefined;
  return { path: '/expires', expected: 'a time after issued, by 31 days at most' };
});
