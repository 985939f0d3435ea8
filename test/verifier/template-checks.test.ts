import { formatPackage, verifyPackage, type PackageOptions } from '@quancheng/verifier';
import { expect } from 'chai';
import { VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { statusOf } from '../support/evidence/verify.js';
import { trustRoot } from './cases/package-case.js';
import { disclosure, pinned, templated } from './cases/template-cases.js';

describe('verification of a templated record', () => {
  const record = templated();
  const verify = (options: Partial<PackageOptions> = {}) =>
    verifyPackage(formatPackage(record.evidence()), { trustRoot, time: VERIFIED_AT, ...options });

  it('shows the template’s digest always, and its title and fields’ names if the file is at hand', async () => {
    const without = await verify();
    const { sha256 } = pinned;
    expect(without.template).to.deep.equal({ id: 'test-rows', version: 1, sha256 });
    expect(without.fields).to.deep.equal([{ field: 'day', value: '2026-11-23' }]);
    const { template, fields } = await verify({ templates: [pinned] });
    expect(template).to.deep.equal({ id: 'test-rows', version: 1, sha256, title: pinned.template.title });
    expect(fields).to.deep.equal([{ field: 'day', value: '2026-11-23', name: { en: 'day', zh: '日期' } }]);
  });

  it('shows disclosed values only if they are the committed ones', async () => {
    const right = await verify({ templates: [pinned], disclosure: disclosure(record) });
    expect(right.verdict).to.equal('integrity-proven');
    expect(statusOf(right, 'disclosure')).to.equal('match');
    expect(right.fields).to.deep.include({ field: 'count', value: 1, name: { en: 'count', zh: '数量' } });
    const wrong = await verify({ templates: [pinned], disclosure: disclosure(record, { value: 2 }) });
    expect(wrong.verdict).to.equal('mismatch');
    expect(wrong).not.to.have.any.keys('fields', 'template', 'statement');
  });

  it('takes no other template for the record’s, whatever its name', async () => {
    const other = { ...pinned, sha256: '0'.repeat(64) };
    expect(statusOf(await verify({ templates: [other] }), 'template')).to.equal('unverifiable');
  });
});
