import { basename, dirname, join, resolve } from 'node:path';
import type { OutboxJob } from '@quancheng/sdk/node';

/** The path of a file's evidence without its ending: beside the file, or in a folder of its own. */
export function evidenceStem(path: string, folder = dirname(path)): string {
  return resolve(join(folder, basename(path)));
}

/** Where a part of the evidence goes: the package, the only bundle, or a numbered one. */
export function evidencePath(
  { kind, output, units }: Pick<OutboxJob, 'kind' | 'output' | 'units'>,
  sequence: number,
): string {
  if (kind === 'document') return `${output}.evidence.json`;
  if (units === 1) return `${output}.evidence-bundle.json`;
  const number = String(sequence + 1).padStart(Math.max(3, String(units).length), '0');
  return `${output}.evidence-bundle.${number}.json`;
}

/** Where the keys of rows go that were deposited by a template: beside their evidence, for the custodian alone. */
export function custodyPath(evidence: string): string {
  return evidence.replace(/\.evidence-bundle(\.\d+)?\.json$/, '.custody$1.json');
}

/** Where the promises of further logs go, beside the evidence from the first. */
export function otherPromisePath(evidence: string): string {
  return evidence.replace(/\.evidence(-bundle)?(\.\d+)?\.json$/, '.other-promise$2.json');
}

/** Where the promises of rows go until their evidence is there: one envelope a line, one for each batch. */
export function promisesPath(stem: string): string {
  return `${stem}.promises.ndjson`;
}

export function promisePath(stem: string): string {
  return `${stem}.promise.json`;
}
