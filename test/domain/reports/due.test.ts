import { dueOf, type Licence, type Report } from '@quancheng/domain';
import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';
import { licenceScenes, reportScenes } from './report-scenes.js';
import { LICENCE, REPORT, TO } from './report-stage.js';

describe('what is due of licences and reports', () => {
  it('their ends, for whoever signs and whoever licensed', async () => {
    const licence = (await licenceScenes['in-force']!()).value(`licence/${LICENCE}`) as Licence;
    const report = (await reportScenes['in-force']!()).value(`report/${REPORT}`) as Report;
    const due = [
      ...dueOf({ kind: 'licence', value: licence }, undefined),
      ...dueOf({ kind: 'report', value: report }, undefined),
    ];
    expect(due.map(({ time, whose }) => [time, whose])).to.deep.equal([
      [TO, ['assessor', 'bureau']],
      ['2027-11-23T00:00:00.000Z', ['assessor', 'bureau']],
    ]);
  });

  it('while they count or are disputed', () => {
    const end = { nature: 'end', hasEnglish: true, isPublic: true };
    expect(dueRowsOf('licence')).to.deep.equal([
      { what: 'licence-end', zh: '第三方机构资质有效期届满', in: ['in-force', 'suspended'], ...end },
    ]);
    expect(dueRowsOf('report')).to.deep.equal([
      { what: 'report-end', zh: '第三方报告有效期届满', in: ['in-force', 'challenged'], ...end },
    ]);
  });
});
