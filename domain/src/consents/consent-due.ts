import type { DueTable } from '../due/due-row.js';
import type { Consent } from './consent.js';

export const consentDue: DueTable<Consent> = {
  rows: [
    {
      what: 'expiry',
      nature: 'end',
      title: { en: 'consent expires', zh: '授权到期' },
      in: ['offered', 'active', 'paused', 'exhausted'],
      times: ({ expires }) => [expires],
      whose: ({ subject, controller, recipient }) => [subject, controller, recipient],
    },
    {
      what: 'controller-acknowledgement',
      nature: 'deadline',
      title: { en: 'controller acknowledges the withdrawal', zh: '数据提供方确认撤回的期限' },
      in: ['withdrawn'],
      times: ({ withdrawal }) => [withdrawal?.controller === undefined ? withdrawal?.due : undefined],
      whose: ({ controller }) => [controller],
    },
    {
      what: 'recipient-acknowledgement',
      nature: 'deadline',
      title: { en: 'recipient acknowledges the withdrawal', zh: '数据接收方确认撤回的期限' },
      in: ['withdrawn'],
      times: ({ withdrawal }) => [withdrawal?.recipient === undefined ? withdrawal?.due : undefined],
      whose: ({ recipient }) => [recipient],
    },
  ],
};
