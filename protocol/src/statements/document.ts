import { objectOf } from '../form/composite-forms.js';
import type { Form } from '../form/form.js';
import { oneOf, textForm } from '../form/value-forms.js';
import { recordMembers, type RecordMembers } from './record-members.js';

/** A deposited document. */
export interface DocumentStatement extends RecordMembers {
  readonly schema: 'quancheng/document/v1';
  readonly title: string;
}

export const documentForm: Form<DocumentStatement> = objectOf({
  ...recordMembers,
  schema: oneOf('quancheng/document/v1'),
  title: textForm,
});
