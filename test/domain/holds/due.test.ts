import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';

describe('what is due of holds', () => {
  it('answers of custodians, which are theirs to know, and the end', () => {
    expect(dueRowsOf('hold')).to.deep.equal([
      {
        what: 'acknowledgement',
        nature: 'deadline',
        zh: '证据保管方确认留存的期限',
        hasEnglish: true,
        in: ['notified', 'exported', 'decided'],
        isPublic: false,
      },
      {
        what: 'hold-end',
        nature: 'end',
        zh: '证据留存、告知或冻结期限届满',
        hasEnglish: true,
        in: ['filed', 'notified', 'exported', 'decided', 'withdrawn'],
        isPublic: true,
      },
    ]);
  });
});
