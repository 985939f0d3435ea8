import type { DueTable } from '../due/due-row.js';
import type { Pledge } from './pledge.js';

const standing = ['registered', 'active', 'partly-released', 'enforcing'] as const;

const parties = ({ pledgor, pledgee }: Pledge): readonly string[] => [pledgor, pledgee];

/** What is due of a pledge: its filing, its external registration’s end, and the debt’s. */
export const pledgeDue: DueTable<Pledge> = {
  rows: [
    {
      what: 'external-filing',
      nature: 'deadline',
      title: {
        en: 'pledgee registers the pledge with the registry that the law names, or anyone may end it',
        zh: '法定登记办理期限',
      },
      in: ['contracted'],
      times: ({ filingDue }) => [filingDue],
      whose: ({ pledgee }) => [pledgee],
    },
    {
      what: 'external-lapse',
      nature: 'end',
      title: {
        en: 'external registration ends, and with it the effect against others',
        zh: '外部登记届期',
      },
      in: standing,
      times: ({ external }) => [external?.expires],
      whose: parties,
    },
    {
      what: 'external-lapsed',
      nature: 'deadline',
      title: {
        en: 'external registration has ended: pledgee registers it anew',
        zh: '外部登记已届期，须重新登记',
      },
      in: ['lapsed'],
      times: ({ external }) => [external?.expires],
      whose: parties,
    },
    {
      what: 'debt',
      nature: 'deadline',
      title: { en: 'debt is to be paid', zh: '债务履行期届满' },
      in: ['active', 'partly-released', 'lapsed'],
      times: ({ debtTerm }) => [debtTerm.to],
      whose: parties,
    },
  ],
};
