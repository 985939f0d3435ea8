import { ascending, listOf, objectOf } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import type { LedgerId, ParticipantId } from '../form/identifiers.js';
import {
  integerForm,
  keyIdForm,
  ledgerIdForm,
  oneOf,
  participantIdForm,
  textForm,
  timeForm,
} from '../form/value-forms.js';
import type { KeyId } from '../signature/key-id.js';
import { genesisMismatch } from './genesis-rules.js';
import { publicKeyForm } from './public-key-form.js';
import { saltForm } from './record-members.js';
import { signersForm, type StatementSigner } from './signers.js';

/** What `bootstrap` fixes for a ledger. */
export interface GenesisStatement {
  readonly schema: 'quancheng/genesis/v1';
  readonly salt: string;
  /** The new ledger's id. */
  readonly audience: LedgerId;
  /** Every organisation's administrator, and the registrar; nobody else. */
  readonly signers: readonly StatementSigner<'administrator' | 'registrar'>[];
  readonly issued: string;
  readonly consortium: string;
  readonly channel: string;
  readonly chaincode: string;
  /** Sorted by mspId. */
  readonly organisations: readonly GenesisOrganisation[];
  readonly registrar: { readonly id: ParticipantId; readonly name: string; readonly key: KeyId };
  /** Base64 of the signers' keys, in the order of `signers`. */
  readonly publicKeys: readonly string[];
  /** How many administrators recover a participant's lost key. */
  readonly recoveryThreshold: number;
  /** Seconds. */
  readonly tickPeriod: number;
}

export interface GenesisOrganisation {
  readonly mspId: ParticipantId;
  readonly name: string;
  /** Who runs it: k-of-n counts different operators. */
  readonly operator: string;
  readonly administrator: KeyId;
}

const MAXIMUM_ORGANISATIONS = 64;
const MAXIMUM_SIGNERS = MAXIMUM_ORGANISATIONS + 1;

const organisationForm: Form<GenesisOrganisation> = objectOf({
  mspId: participantIdForm,
  name: textForm,
  operator: textForm,
  administrator: keyIdForm,
});

const organisationsForm = restrict(listOf(organisationForm, 1, MAXIMUM_ORGANISATIONS), (organisations) =>
  ascending(organisations, ({ mspId }) => mspId, 'organisations sorted by mspId, none twice'),
);

const members: Form<GenesisStatement> = objectOf({
  schema: oneOf('quancheng/genesis/v1'),
  salt: saltForm,
  audience: ledgerIdForm,
  signers: signersForm(['administrator', 'registrar'], MAXIMUM_SIGNERS),
  issued: timeForm,
  consortium: textForm,
  channel: textForm,
  chaincode: textForm,
  organisations: organisationsForm,
  registrar: objectOf({ id: participantIdForm, name: textForm, key: keyIdForm }),
  publicKeys: listOf(publicKeyForm, 1, MAXIMUM_SIGNERS),
  recoveryThreshold: integerForm(1, MAXIMUM_ORGANISATIONS),
  tickPeriod: integerForm(1, 3600),
});

export const genesisForm = restrict(members, genesisMismatch);
