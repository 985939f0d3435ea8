import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { declaredDifferences } from './declared-differences.js';
import { ledgerCases } from './ledger-cases.js';
import { mutations } from './mutations/mutations.js';

const page = join(import.meta.dirname, '../../../conformance/ledger/README.md');

describe('the ledger suite’s page', () => {
  const ids = ledgerCases.map(({ id }) => id);
  const areas = new Set(ids.map((id) => id.split('/')[0]));
  let text: string;

  before(async () => {
    text = await readFile(page, 'utf8');
  });

  it('names only cases that there are', () => {
    const named = [...text.matchAll(/`([a-z-]+)\/[a-z-]+`/g)].filter(([, area]) => areas.has(area));
    expect(named).to.not.be.empty;
    for (const [quoted] of named) expect(ids).to.include(quoted.slice(1, -1));
  });

  it('has every mutation with its cases', () => {
    for (const { name, red } of mutations) {
      expect(text).to.include(`| ${name} | ${red.map((id) => `\`${id}\``).join(', ')} |`);
    }
  });

  it('has every declared difference', () => {
    for (const { id, backend } of declaredDifferences) {
      expect(text).to.include(`| \`${id}\` | ${backend} |`);
    }
  });
});
