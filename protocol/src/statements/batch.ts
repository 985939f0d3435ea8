import { objectOf } from '../form/composite-forms.js';
import type { Form } from '../form/form.js';
import type { LedgerId, RecordId } from '../form/identifiers.js';
import {
  digestForm,
  integerForm,
  ledgerIdForm,
  oneOf,
  plainRecordIdForm,
  timeForm,
} from '../form/value-forms.js';
import { saltForm } from './record-members.js';
import { signersForm, type StatementSigner } from './signers.js';

/** A batch is atomic, and large enough that one signature for all of it costs next to nothing. */
export const MAXIMUM_BATCH_SIZE = 10_000;

/** Signs the Merkle root over many member statements at once. */
export interface BatchStatement {
  readonly schema: 'quancheng/batch/v1';
  readonly id: RecordId;
  readonly salt: string;
  readonly audience: LedgerId;
  readonly signers: readonly StatementSigner<'depositor'>[];
  readonly issued: string;
  /** Hex, 32 bytes. */
  readonly root: string;
  /** 1 to 10,000. */
  readonly size: number;
}

export const batchForm: Form<BatchStatement> = objectOf({
  schema: oneOf('quancheng/batch/v1'),
  id: plainRecordIdForm,
  salt: saltForm,
  audience: ledgerIdForm,
  signers: signersForm(['depositor']),
  issued: timeForm,
  root: digestForm,
  size: integerForm(1, MAXIMUM_BATCH_SIZE),
});
