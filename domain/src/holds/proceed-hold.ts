import { objectOf, timeForm, type ValueOf } from '@quancheng/protocol';
import type { Certificate } from '../certificates/certificate.js';
import { digestPairForm } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { readExisting, type Reader } from '../records/reader.js';
import { contentsOf, type Contents } from '../records/record.js';
import { transition, type Effect } from '../records/transition.js';
import { commission, custodian, releasingCommission, releasingCourt } from './hold-actors.js';
import { collectionsOf } from './hold-collections.js';
import { unfreezeCertificates } from './hold-freeze.js';
import type { Hold } from './hold.js';

const documentBody = objectOf({ document: digestPairForm });
const notifyBody = objectOf({ document: digestPairForm, acknowledgeDue: timeForm });
const exportBody = objectOf({ document: digestPairForm, bundle: digestPairForm });

type DocumentBody = ValueOf<typeof documentBody>;

/** Every step shows where the hold is listed. */
function step(target: Hold, changes: Partial<Contents<Hold>>): Effect<Hold> {
  return { record: { ...contentsOf(target), ...changes }, collections: collectionsOf(target) };
}

/** The commission tells custodians and those whom it concerns. */
export const notifyHold = transition<Hold, ValueOf<typeof notifyBody>, object>({
  from: ['filed'],
  to: ['notified'],
  body: notifyBody,
  load: loadNothing,
  by: [[commission]],
  rules: [
    {
      code: 'PERIOD_EMPTY',
      holds: ({ body, at }) => body.acknowledgeDue > at.time,
      detail: ({ at }) => `it would begin ${at.time}`,
    },
  ],
  apply: ({ target, body }) => step(target, { ...body, status: 'notified' }),
});

/** A custodian says that it keeps the original; late is better than never. */
export const acknowledgeHold = transition<Hold, DocumentBody, object>({
  from: ['notified', 'exported', 'decided'],
  to: ['notified', 'exported', 'decided'],
  body: documentBody,
  load: loadNothing,
  by: [[custodian]],
  rules: [
    {
      code: 'HOLD_ACKNOWLEDGED',
      holds: ({ target, command }) =>
        !target.acknowledgements.some((each) => each.custodian === command.participant),
      detail: ({ command }) => `${command.participant} answered before`,
    },
  ],
  apply: ({ target, body: { document }, command, at }) =>
    step(target, {
      document,
      acknowledgements: [...target.acknowledgements, { custodian: command.participant, at, document }],
    }),
});

/** The evidence as both parties are given it. */
export const exportHold = transition<Hold, ValueOf<typeof exportBody>, object>({
  from: ['notified'],
  to: ['exported'],
  body: exportBody,
  load: loadNothing,
  by: [[commission]],
  rules: [],
  apply: ({ target, body }) => step(target, { ...body, status: 'exported' }),
});

export const decideHold = transition<Hold, DocumentBody, object>({
  from: ['exported'],
  to: ['decided'],
  body: documentBody,
  load: loadNothing,
  by: [[commission]],
  rules: [],
  apply: ({ target, body }) => step(target, { ...body, status: 'decided' }),
});

export const withdrawHold = transition<Hold, DocumentBody, object>({
  from: ['filed', 'notified', 'exported'],
  to: ['withdrawn'],
  body: documentBody,
  load: loadNothing,
  by: [[commission]],
  rules: [],
  apply: ({ target, body }) => step(target, { ...body, status: 'withdrawn' }),
});

interface ReleaseOthers {
  readonly certificates: readonly Certificate[];
}

async function loadFrozen({ target }: { readonly target: Hold }, read: Reader): Promise<ReleaseOthers> {
  const certificates: Certificate[] = [];
  if (target.court === undefined) return { certificates };
  for (const { name } of target.records) certificates.push(await readExisting(read, 'certificate', name));
  return { certificates };
}

/** The hold ends; what it froze is free in the same transaction. */
export const releaseHold = transition<Hold, DocumentBody, ReleaseOthers>({
  from: ['decided', 'withdrawn'],
  to: ['released'],
  body: documentBody,
  load: loadFrozen,
  by: [[releasingCommission], [releasingCourt]],
  rules: [],
  apply: ({ target, body, others: { certificates } }) => ({
    ...step(target, { ...body, status: 'released' }),
    amendments: unfreezeCertificates(certificates, target.order, body.document),
  }),
});
