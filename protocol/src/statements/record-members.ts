import { listOf, objectOf, optional } from '../form/composite-forms.js';
import type { Form } from '../form/form.js';
import type { LedgerId, ParticipantId, RecordId } from '../form/identifiers.js';
import {
  base64Form,
  countForm,
  digestForm,
  ledgerIdForm,
  oneOf,
  participantIdForm,
  recordIdForm,
  textForm,
  timeForm,
} from '../form/value-forms.js';
import { templateMemberForm, type TemplateMember } from '../templates/template-member.js';
import { signersForm, type StatementSigner } from './signers.js';

/** Members that every record has (docs/specs/statements.md). */
export interface RecordMembers {
  readonly id: RecordId;
  /** Base64 of 16 to 64 random bytes. */
  readonly salt: string;
  readonly audience: LedgerId;
  readonly signers: readonly StatementSigner<'depositor'>[];
  /** Claimed by the signer. */
  readonly issued: string;
  readonly actingFor: ParticipantId;
  readonly legalBasis: string;
  readonly level: 'general' | 'important';
  readonly custodian: string;
  readonly provenance: Provenance;
  /** Hex SHA-256 statement digest of the record that this one continues. */
  readonly previous?: string;
  readonly original: Original;
  /** The template by which the original's row was made. */
  readonly template?: TemplateMember;
}

/** What is known from before anchoring. */
export interface Provenance {
  readonly source: string;
  readonly mechanism: string;
  readonly collector: string;
  readonly device?: string;
  readonly clockSource?: string;
  readonly steps?: readonly string[];
}

/** Commitment to the original's bytes: plain digests, or HMACs under a key that stays off the ledger. */
export interface Original {
  readonly commitment: 'digest' | 'hmac';
  readonly mediaType: string;
  readonly size?: number;
  readonly sha256: string;
  readonly sm3: string;
}

const levels = oneOf('general', 'important');

/** 核心数据 gets a code of its own: it is not misspelt, it may not be here. */
export const levelForm: Form<'general' | 'important'> = {
  mismatch: (value) =>
    value === 'core' ? { path: '', expected: 'no core data', code: 'LEVEL_REFUSED' } : levels.mismatch(value),
};

const provenanceForm: Form<Provenance> = objectOf({
  source: textForm,
  mechanism: textForm,
  collector: textForm,
  device: optional(textForm),
  clockSource: optional(textForm),
  steps: optional(listOf(textForm, 1, 32)),
});

const originalForm: Form<Original> = objectOf({
  commitment: oneOf('digest', 'hmac'),
  mediaType: textForm,
  size: optional(countForm),
  sha256: digestForm,
  sm3: digestForm,
});

export const saltForm = base64Form(16, 64);

/** The common members, to be spread into a record's form. */
export const recordMembers = {
  id: recordIdForm,
  salt: saltForm,
  audience: ledgerIdForm,
  signers: signersForm(['depositor']),
  issued: timeForm,
  actingFor: participantIdForm,
  legalBasis: textForm,
  level: levelForm,
  custodian: textForm,
  provenance: provenanceForm,
  previous: optional(digestForm),
  original: originalForm,
  template: optional(templateMemberForm),
} as const;
