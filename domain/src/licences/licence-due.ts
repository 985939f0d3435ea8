import type { DueTable } from '../due/due-row.js';
import { ownerOf } from '../records/record-name.js';
import type { Licence } from './licence.js';

export const licenceDue: DueTable<Licence> = {
  rows: [
    {
      what: 'licence-end',
      nature: 'end',
      title: { en: 'licence to sign reports ends', zh: '第三方机构资质有效期届满' },
      in: ['in-force', 'suspended'],
      isPublic: true,
      times: ({ to }) => [to],
      whose: ({ id, holder }) => [holder, ownerOf(id)],
    },
  ],
};
