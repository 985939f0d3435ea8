import type { DueTable } from '../due/due-row.js';
import type { Hold } from './hold.js';

/** What custodians owe: to answer, and to keep originals until the hold ends. */
export const holdDue: DueTable<Hold> = {
  rows: [
    {
      what: 'acknowledgement',
      nature: 'deadline',
      title: { en: 'custodian answers that it keeps the original', zh: '证据保管方确认留存的期限' },
      in: ['notified', 'exported', 'decided'],
      times: (hold) => [silentCustodians(hold).length === 0 ? undefined : hold.acknowledgeDue],
      whose: silentCustodians,
    },
    {
      what: 'hold-end',
      nature: 'end',
      title: { en: 'hold ends: until then originals are kept', zh: '证据留存、告知或冻结期限届满' },
      in: ['filed', 'notified', 'exported', 'decided', 'withdrawn'],
      isPublic: true,
      times: ({ until }) => [until],
      whose: ({ commission, court, custodians }) => [
        commission,
        ...(court === undefined ? [] : [court]),
        ...custodians,
      ],
    },
  ],
};

function silentCustodians({ custodians, acknowledgements }: Hold): readonly string[] {
  return custodians.filter((id) => !acknowledgements.some(({ custodian }) => custodian === id));
}
