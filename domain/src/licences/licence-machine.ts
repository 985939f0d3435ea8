import {
  ascending,
  listOf,
  objectOf,
  oneOf,
  participantIdForm,
  restrict,
  textForm,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import type { Machine } from '../records/machine.js';
import { loadNothing } from '../records/nothing.js';
import { owningRegistrar, owningRegulator, registrar, regulator } from '../records/office-actors.js';
import { readExisting } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, transition, type Facts } from '../records/transition.js';
import { licenceStatuses, reportTypes, type Licence } from './licence.js';

const scope = {
  reports: restrict(listOf(oneOf(...reportTypes), 1, reportTypes.length), (types) =>
    ascending(types, (type) => type, 'types of report sorted, none twice'),
  ),
  from: timeForm,
  to: timeForm,
  document: digestPairForm,
};
const grantBody = objectOf({
  holder: participantIdForm,
  number: textForm,
  basis: textForm,
  ...scope,
});
const changeBody = objectOf(scope);
const documentBody = objectOf({ document: digestPairForm });

type GrantBody = ValueOf<typeof grantBody>;

type Status = Licence['status'];

const periodEmpty: Rule<{ readonly body: Pick<Licence, 'from' | 'to'> }> = {
  code: 'PERIOD_EMPTY',
  holds: ({ body }) => body.from < body.to,
  detail: ({ body }) => `it would begin ${body.from} and end ${body.to}`,
};

/** Who decides on licences has none from itself. */
const toAnother: Rule<Facts<undefined, GrantBody, object>> = {
  code: 'LICENCE_OWN',
  holds: ({ command, body }) => command.participant !== body.holder,
  detail: ({ body }) => `${body.holder} would license itself`,
};

const owners: readonly (readonly Actor<{ readonly target: Licence }>[])[] = [
  [owningRegistrar],
  [owningRegulator],
];

/** The authority that granted it moves it, by a document. */
function move(from: readonly Status[], to: Status) {
  return transition<Licence, { readonly document: DigestPair }, object>({
    from,
    to: [to],
    body: documentBody,
    load: loadNothing,
    by: owners,
    rules: [],
    apply: ({ target, body }) => ({
      record: { ...contentsOf(target), ...body, status: to },
      collections: [`licences/${target.holder}`],
    }),
  });
}

/** Licences of those who sign reports: versioned data that authorities give. */
export const licenceMachine = {
  kind: 'licence',
  statuses: licenceStatuses,
  transitions: {
    'licence.grant': creation<Licence, GrantBody, object>({
      to: ['in-force'],
      body: grantBody,
      load: async ({ body }, read) => ({ holder: await readExisting(read, 'participant', body.holder) }),
      by: [[registrar], [regulator]],
      rules: [toAnother, periodEmpty],
      apply: ({ body }) => ({
        record: { status: 'in-force', ...body },
        collections: [`licences/${body.holder}`],
      }),
    }),
    'licence.change': transition<Licence, ValueOf<typeof changeBody>, object>({
      from: ['in-force', 'suspended'],
      to: ['in-force', 'suspended'],
      body: changeBody,
      load: loadNothing,
      by: owners,
      rules: [periodEmpty],
      apply: ({ target, body }) => ({
        record: { ...contentsOf(target), ...body },
        collections: [`licences/${target.holder}`],
      }),
    }),
    'licence.suspend': move(['in-force'], 'suspended'),
    'licence.resume': move(['suspended'], 'in-force'),
    'licence.revoke': move(['in-force', 'suspended'], 'revoked'),
  },
} satisfies Machine<'licence'>;
