import { loadNothing } from '../records/nothing.js';
import { objectOf, textForm, timeForm } from '@quancheng/protocol';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { contentsOf } from '../records/record.js';
import { transition } from '../records/transition.js';
import { recipient } from './use-actors.js';
import type { Use } from './use.js';

/** The recipient has deleted the data: 个人信息保护法 47. */
export const deleteUse = transition<Use, { readonly evidence: DigestPair }, object>({
  from: ['opened', 'retained'],
  to: ['deleted'],
  body: objectOf({ evidence: digestPairForm }),
  load: loadNothing,
  by: [[recipient]],
  rules: [],
  apply: ({ target, body }) => ({
    record: { ...contentsOf(target), status: 'deleted', deletion: body.evidence },
    collections: [`uses/${target.consent}`],
  }),
});

/** The recipient must keep the data by law, for so long. */
export const retainUse = transition<Use, { readonly basis: string; readonly until: string }, object>({
  from: ['opened'],
  to: ['retained'],
  body: objectOf({ basis: textForm, until: timeForm }),
  load: loadNothing,
  by: [[recipient]],
  rules: [
    {
      code: 'RETENTION_PAST',
      holds: ({ body, at }) => body.until > at.time,
      detail: ({ body }) => `it would have ended ${body.until}`,
    },
  ],
  apply: ({ target, body }) => ({
    record: { ...contentsOf(target), status: 'retained', retention: body },
    collections: [`uses/${target.consent}`],
  }),
});
