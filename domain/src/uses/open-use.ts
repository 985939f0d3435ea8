import { emptyBody } from '../records/nothing.js';
import { digestForm, objectOf, timeForm } from '@quancheng/protocol';
import { contentsOf } from '../records/record.js';
import { transition } from '../records/transition.js';
import { countUse } from './count-uses.js';
import { loadGrants, type Grants } from './load-grants.js';
import { anyone, recipient } from './use-actors.js';
import { afterDue, beforeDue } from './use-rules.js';
import type { Opening, Use } from './use.js';

/** The recipient has opened what it got, and signs for it. The use is used up, whatever has become of the consent. */
export const openUse = transition<Use, Opening, Grants>({
  from: ['delivered'],
  to: ['opened'],
  body: objectOf({ fieldRoot: digestForm, received: timeForm }),
  load: ({ target }, read) => loadGrants(target.consent, read),
  by: [[recipient]],
  rules: [
    beforeDue,
    {
      code: 'FIELD_ROOT_MISMATCH',
      holds: ({ target, body }) => body.fieldRoot === target.delivery?.fieldRoot,
      detail: () => 'the recipient recomputed another root than the provider committed to',
    },
  ],
  apply: ({ target, body, others: { grants } }) => ({
    record: { ...contentsOf(target), status: 'opened', opening: body },
    amendments: countUse(grants, 'open'),
    collections: [`uses/${target.consent}`],
  }),
});

/** What was not opened in time lapses, on anyone's word, and is free to be used again. */
export const lapseUse = transition<Use, object, Grants>({
  from: ['reserved', 'delivered'],
  to: ['lapsed'],
  body: emptyBody,
  load: ({ target }, read) => loadGrants(target.consent, read),
  by: [[anyone]],
  rules: [afterDue],
  apply: ({ target, others: { grants } }) => ({
    record: { ...contentsOf(target), status: 'lapsed' },
    amendments: countUse(grants, 'release'),
    collections: [`uses/${target.consent}`],
  }),
});
