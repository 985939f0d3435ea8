// Files made from code. `node scripts/generate.js` writes them; with --check it only says which are stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatDependencyList } from './generate/dependency-list.js';
import { formatErrorReference } from './generate/error-reference.js';
import { formatPublicExports } from './generate/public-exports.js';
import { formatStateTables } from './generate/state-tables.js';
import { formatTemplateReference } from './generate/template-reference.js';
import { root } from './setup.js';

const check = process.argv.includes('--check');
const files = {
  'docs/dependencies.md': formatDependencyList,
  'docs/errors.md': formatErrorReference,
  'docs/exports.md': formatPublicExports,
  'docs/specs/records.md': formatStateTables,
  'docs/templates.md': formatTemplateReference,
};
const stale = [];
for (const [name, format] of Object.entries(files)) {
  const path = join(root, name);
  const wanted = await format();
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) {
    continue;
  }
  stale.push(name);
  if (!check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
  }
}
if (stale.length > 0) {
  process.stdout.write(
    check ? `Stale: ${stale.join(', ')}. Run "node scripts/generate.js".\n` : `Wrote ${stale.join(', ')}.\n`,
  );
  process.exitCode = check ? 1 : 0;
} else {
  process.stdout.write('Generated files are fresh.\n');
}
