// `npm run bench [-- NAME…]`: each benchmark in a process of its own; JSON lines as they come, then a table.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root, setup } from './setup.js';

setup({ target: 'test' });
const folder = join(root, 'test', 'dist', 'bench');
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.js'))
  .map((name) => name.slice(0, -'.bench.js'.length))
  .sort();
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.filter((name) => !known.includes(name));
if (process.argv.includes('--help') || unknown.length > 0) {
  process.stderr.write(
    `${unknown.length > 0 ? `Unknown: ${unknown.join(', ')}. ` : ''}Benchmarks: ${known.join(', ')}.\n`,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

const measures = [];
for (const name of wanted.length > 0 ? wanted : known) {
  process.stderr.write(`\n— ${name}\n`);
  if ((await bench(name)) !== 0) {
    process.stderr.write(`${name} failed; its messages stand above.\n`);
    process.exitCode = 1;
  }
}
table(measures);

async function bench(name) {
  const child = spawn(process.execPath, [join(folder, `${name}.bench.js`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"measure"')) {
      measures.push(JSON.parse(line));
      process.stdout.write(`${line}\n`);
    } else {
      process.stderr.write(`${line}\n`);
    }
  }
  return ended;
}

function table(rows) {
  const cells = [
    ['measure', 'value', 'unit', 'peer', 'peer value', 'ratio', 'goal'],
    ...rows.map((row) => [
      row.measure,
      row.value,
      row.unit,
      row.peer ?? '–',
      row.peerValue ?? '–',
      row.ratio ?? '–',
      row.goal ?? '–',
    ]),
  ].map((row) => row.map(String));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells) {
    process.stderr.write(`${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}\n`);
  }
}
