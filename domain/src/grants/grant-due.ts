import type { DueTable } from '../due/due-row.js';
import type { Grant } from './grant.js';

export const grantDue: DueTable<Grant> = {
  rows: [
    {
      what: 'term-begin',
      nature: 'opening',
      title: { en: 'the term begins: the grantor may open the data', zh: '授权期限开始' },
      in: ['filed'],
      times: ({ terms }) => [terms.from],
      whose: ({ grantor, operator }) => [grantor, operator],
    },
    {
      what: 'term-end',
      nature: 'end',
      title: { en: 'the term ends, unless it is renewed', zh: '授权期限届满' },
      in: ['signed', 'filed', 'active', 'suspended'],
      times: ({ terms }) => [terms.to],
      whose: ({ grantor, operator }) => [grantor, operator],
    },
    {
      what: 'exit',
      nature: 'deadline',
      title: { en: 'operator leaves, as the agreement demands', zh: '运营机构退出期限' },
      in: ['expired', 'terminated'],
      times: ({ exitDue, exited }) => [exited === undefined ? exitDue : undefined],
      whose: ({ operator }) => [operator],
    },
  ],
};
