import { expect } from 'chai';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows, RowSplitter, rowFormatOf } from '@quancheng/sdk/node';
import { expectCode } from './support/expect-code.js';
import { sharedFolder } from './support/shared-folder.js';
import { withTemporaryFolder } from './support/temporary-folder.js';

async function rowsOf(text: string, name: string, headerless = false): Promise<string[]> {
  return withTemporaryFolder(async (folder) => {
    const path = join(folder, name);
    await writeFile(path, text);
    const rows: string[] = [];
    for await (const row of readRows(path, { format: rowFormatOf(path), headerless })) {
      rows.push(Buffer.from(row).toString('utf8'));
    }
    return rows;
  });
}

describe('rows of a file', () => {
  it('are the exact bytes without line end, header and blank lines left out', async () => {
    expect(await rowsOf('\ufeffa,b\r\n1, 2 \r\n\r\n3,"四"\n5,6', 'x.csv')).to.deep.equal([
      '1, 2 ',
      '3,"四"',
      '5,6',
    ]);
  });

  it('keep a line end that stands inside a quoted field', async () => {
    expect(await rowsOf('h\n"a\nb""c\r\n",1\nd\n', 'x.csv')).to.deep.equal(['"a\nb""c\r\n",1', 'd']);
  });

  it('of a headerless CSV begin with the first', async () => {
    expect(await rowsOf('a\nb\n', 'x.csv', true)).to.deep.equal(['a', 'b']);
  });

  it('of NDJSON are its lines, quotes or not', async () => {
    expect(await rowsOf('{"a":1}\n"\n{"b":2}', 'x.ndjson')).to.deep.equal(['{"a":1}', '"', '{"b":2}']);
  });

  it('cannot be told apart when a quote is never closed', async () => {
    await expectCode('ROWS_MALFORMED', () => rowsOf('h\n"a\nb\n', 'x.csv'));
  });

  it('that are too long are refused before they fill the memory', () => {
    const splitter = new RowSplitter('ndjson');
    expect(() => splitter.push(new Uint8Array((1 << 20) + 1).fill(97))).to.throw('[ROWS_MALFORMED]');
  });

  it('need a known format', async () => {
    await expectCode('OPTION_INVALID', () => rowFormatOf('x.xlsx'));
  });

  it('do not depend on where the chunks are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ',', '四'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(6), { maxLength: 12 }), (content, lengths) => {
        expect(split(content, lengths)).to.deep.equal(split(content, []));
      }),
    );
  });

  it('of the shared streets.csv are 41,352', async function () {
    const path = join(sharedFolder(), 'data', 'streets.csv');
    if (!existsSync(path)) {
      console.log(`skipped: ${path} is absent`);
      this.skip();
    }
    const hash = createHash('sha256');
    let count = 0;
    for await (const row of readRows(path, { format: 'csv' })) {
      hash.update(row).update('\n');
      count += 1;
    }
    expect(count).to.equal(41_352);
    const body = readFileSync(path).subarray(readFileSync(path).indexOf(10) + 1);
    expect(hash.digest('hex')).to.equal(createHash('sha256').update(body).digest('hex'));
  });
});

function split(text: string, lengths: readonly number[]): string[] | string {
  const bytes = Buffer.from(text);
  const splitter = new RowSplitter('csv');
  const rows: Uint8Array[] = [];
  let offset = 0;
  try {
    for (const length of lengths) {
      rows.push(...splitter.push(bytes.subarray(offset, offset + length)));
      offset += length;
    }
    rows.push(...splitter.push(bytes.subarray(offset)), ...splitter.finish());
  } catch (error) {
    return String(error);
  }
  return rows.map((row) => Buffer.from(row).toString('utf8'));
}
