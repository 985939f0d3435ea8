import { objectOf, optional } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import type { ParticipantId } from '../form/identifiers.js';
import { digestForm, oneOf, participantIdForm, textForm, timeForm } from '../form/value-forms.js';
import { recordMembers, type RecordMembers } from './record-members.js';

/** One act of sharing between two organisations. */
export interface SharingEventStatement extends RecordMembers {
  readonly schema: 'quancheng/sharing-event/v1';
  readonly provider: ParticipantId;
  readonly consumer: ParticipantId;
  /** The resource in the catalogue. */
  readonly catalogue: string;
  readonly purpose: string;
  readonly means: 'api' | 'file' | 'platform' | 'other';
  /** Claimed. */
  readonly sent: string;
  /** Claimed. */
  readonly received?: string;
  /** HMACs of a business reference. */
  readonly reference?: { readonly sha256: string; readonly sm3: string };
}

const members: Form<SharingEventStatement> = objectOf({
  ...recordMembers,
  schema: oneOf('quancheng/sharing-event/v1'),
  provider: participantIdForm,
  consumer: participantIdForm,
  catalogue: textForm,
  purpose: textForm,
  means: oneOf('api', 'file', 'platform', 'other'),
  sent: timeForm,
  received: optional(timeForm),
  reference: optional(objectOf({ sha256: digestForm, sm3: digestForm })),
});

export const sharingEventForm = restrict(members, ({ provider, consumer }) =>
  provider === consumer
    ? { path: '/consumer', expected: 'another participant than the provider' }
    : undefined,
);
