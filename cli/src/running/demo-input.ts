import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { encodeHex, encodeUtf8, sha256 } from '@quancheng/protocol';
import { readRows, readText, readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';
import { checkout, type HomeFolder, makeFolder } from '../home/home-folder.js';

/** Real files and rows to deposit. */
export interface DemoInput {
  readonly description: string;
  readonly files: readonly string[];
  readonly rows: string;
}

/** Jinan, 泉城, the city of springs. */
const JINAN = ',3701';

/** The shared law texts and Jinan's streets, if they are there; else the project's own pages and a list of them. */
export async function findDemoInput(home: HomeFolder): Promise<DemoInput> {
  const shared = join(process.env['QUANCHENG_SHARED'] ?? join(checkout(), '..', 'shared'), 'data');
  const laws = await filesIn(join(shared, 'laws'), '.md');
  const streets = join(shared, 'streets.csv');
  await makeFolder(home.demoInput);
  if (laws.length > 0 && (await exists(streets))) {
    const rows = await writeJinanStreets(streets, join(home.demoInput, 'jinan-streets.csv'));
    const description = `${laws.length} law texts and the streets of Jinan 部法律全文与济南市街道名录`;
    return { description, files: laws, rows };
  }
  const own = await filesIn(checkout(), '.md');
  const specifications = await filesIn(join(checkout(), 'docs', 'specs'), '.md');
  // All evidence goes into one folder, named after its file: a second README.md would replace the first one's.
  const names = new Set(own.map((file) => basename(file)));
  const files = [...own, ...specifications.filter((file) => !names.has(basename(file)))];
  const rows = await writeFileList(files, join(home.demoInput, 'project-files.csv'));
  return {
    description: `${files.length} pages of this project and a list of them 个项目文件及其清单`,
    files,
    rows,
  };
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** A header and the rows whose city is Jinan, byte for byte. */
async function writeJinanStreets(streets: string, target: string): Promise<string> {
  const text = await readText(streets);
  const [header = ''] = text.split('\n', 1);
  const lines = [header];
  for await (const row of readRows(streets, { format: 'csv' })) {
    const line = Buffer.from(row).toString('utf8');
    if (line.endsWith(JINAN)) lines.push(line);
  }
  await replaceFile(target, encodeUtf8(`${lines.join('\n')}\n`));
  return target;
}

async function writeFileList(files: readonly string[], target: string): Promise<string> {
  const lines = ['path,bytes,sha256'];
  for (const file of files) {
    const { size } = await stat(file);
    lines.push(`${relative(checkout(), file)},${size},${encodeHex(sha256(await readWholeFile(file)))}`);
  }
  await replaceFile(target, encodeUtf8(`${lines.join('\n')}\n`));
  return target;
}
