import type { DossierFileResult, DossierResult } from '@quancheng/verifier';
import { print } from './print.js';
import { printConclusion } from './report-text.js';
import { visibleText } from './visible-text.js';

const KINDS: Readonly<Record<DossierFileResult['kind'], string>> = {
  package: 'evidence package 证据包',
  bundle: 'evidence bundle 证据束',
  'record-proof': 'record proof 记录证明',
  'search-proof': 'search proof 查询证明',
  document: 'document 文书',
};
/** So many places are shown at which evidence names a document. */
const SHOWN_PLACES = 4;

/** The verification of a dossier, for people: a line for each file, more where something is wrong. */
export function printDossier(result: DossierResult): void {
  const { manifest, files, unlisted, sentence } = result;
  if (sentence !== undefined) print(`✘ ${sentence.zh} ${sentence.en}`);
  if (manifest !== undefined) {
    print(`Dossier 卷宗: ${visibleText(manifest.title)}, made 制作于 ${manifest.made}`);
    print(`  manifest 清单 SHA-256 ${manifest.sha256}`);
    print(`                SM3     ${manifest.sm3}`);
  }
  for (const file of files) printFile(file);
  for (const name of unlisted) print(`! not in the manifest, no part of it 不在清单内: ${visibleText(name)}`);
  printConclusion(result);
}

function printFile(file: DossierFileResult): void {
  const { name, kind, verdict, code, sentence } = file;
  const proven = verdict === 'integrity-proven' || verdict === 'self-attested';
  print(`${proven ? '✔' : '✘'} ${visibleText(name)}  ${KINDS[kind]}: ${verdict}`);
  if (sentence !== undefined) print(`  ${sentence.zh} ${sentence.en} [${code ?? ''}]`);
  if (kind === 'document') printPlaces(file.namedBy ?? []);
}

function printPlaces(places: readonly string[]): void {
  for (const place of places.slice(0, SHOWN_PLACES)) print(visibleText(`  named by 载于: ${place}`));
  if (places.length > SHOWN_PLACES) print(`  … and 另有 ${places.length - SHOWN_PLACES} more`);
}
