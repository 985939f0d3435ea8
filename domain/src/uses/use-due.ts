import { formatTime } from '@quancheng/protocol';
import type { Consent } from '../consents/consent.js';
import type { DueTable } from '../due/due-row.js';
import type { Use } from './use.js';

const DAY = 24 * 60 * 60 * 1000;

export const useDue: DueTable<Use, Consent> = {
  // Only what was opened is deleted, within what the consent allows.
  governing: ({ status, consent, consentVersion }) =>
    status === 'opened' ? { kind: 'consent', name: consent, version: consentVersion } : undefined,
  rows: [
    {
      what: 'delivery',
      nature: 'deadline',
      title: { en: 'provider delivers, or the use lapses', zh: '数据交付期限' },
      in: ['reserved'],
      times: ({ due }) => [due],
      whose: ({ provider }) => [provider],
    },
    {
      what: 'opening',
      nature: 'deadline',
      title: { en: 'recipient opens what was delivered, or the use lapses', zh: '数据接收期限' },
      in: ['delivered'],
      times: ({ due }) => [due],
      whose: ({ consumer }) => [consumer],
    },
    {
      what: 'deletion',
      nature: 'deadline',
      title: { en: 'recipient deletes the data, or says by what law it keeps it', zh: '数据删除期限' },
      in: ['opened'],
      times: ({ at }, consent) => [
        consent === undefined ? undefined : formatTime(Date.parse(at.time) + consent.retentionDays * DAY),
      ],
      whose: ({ consumer }) => [consumer],
    },
    {
      what: 'retention-end',
      nature: 'deadline',
      title: { en: 'retention by law ends: recipient deletes the data', zh: '法定留存期届满' },
      in: ['retained'],
      times: ({ retention }) => [retention?.until],
      whose: ({ consumer }) => [consumer],
    },
  ],
};
