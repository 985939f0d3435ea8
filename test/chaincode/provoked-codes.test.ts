import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorAreas } from '@quancheng/protocol';
import { expect } from 'chai';

/** Codes that the ledger's client makes of Fabric's validation codes: no contract can give them. */
const elsewhere = ['LEDGER_CONFLICT'];

describe('the codes of the ledger area', () => {
  it('are each provoked by a test of this folder', async () => {
    const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.js'));
    const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
    const provoked = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/expect(?:Failure|Refusal)\([^,']*, '([A-Z_]+)'/g)].map(([, code]) => code),
      ),
    );
    for (const code of elsewhere) provoked.add(code);
    const codes = [errorAreas.ledger, errorAreas.participant].flatMap((area) => Object.keys(area));
    expect(codes.filter((code) => !provoked.has(code))).to.deep.equal([]);
  });
});
