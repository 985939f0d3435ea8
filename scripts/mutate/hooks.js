// Module hooks: every module of domain and of the tests is loaded anew for each mutant, under `?mutant=<number>`, and
// the mutant's own file with its change. All other packages are loaded once.
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

let anew = [];
let mutants = [];
/** Each file as it was first read: somebody may build while this runs. */
let texts = new Map();

export function initialize(data) {
  anew = data.anew.map((folder) => `${pathToFileURL(folder).href}/`);
  mutants = data.mutants;
  texts = data.texts;
}

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  const mutant = /\?mutant=-?\d+$/.exec(context.parentURL ?? '')?.[0];
  if (mutant === undefined || !anew.some((folder) => resolved.url.startsWith(folder))) return resolved;
  return { ...resolved, url: resolved.url.replace(/\?.*$/, '') + mutant };
}

export async function load(url, context, nextLoad) {
  const number = /\?mutant=(-?\d+)$/.exec(url)?.[1];
  if (number === undefined) return nextLoad(url, context);
  const file = fileURLToPath(url.replace(/\?.*$/, ''));
  const text = texts.get(file) ?? (await readFile(file, 'utf8'));
  texts.set(file, text);
  const mutant = mutants[Number(number)];
  const source =
    mutant?.file === file ? text.slice(0, mutant.start) + mutant.after + text.slice(mutant.end) : text;
  return { format: 'module', shortCircuit: true, source };
}
