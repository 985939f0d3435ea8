import { ascending, listOf, objectOf } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import {
  integerForm,
  keyIdForm,
  ledgerIdForm,
  oneOf,
  participantIdForm,
  textForm,
  timeForm,
} from '../form/value-forms.js';
import { genesisMismatch } from './genesis-rules.js';
import type { GenesisOrganisation, GenesisStatement } from './genesis-statement.js';
import { publicKeyForm } from './public-key-form.js';
import { saltForm } from './record-members.js';
import { signersForm } from './signers.js';

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
