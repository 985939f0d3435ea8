import type { EvidenceFolderResult } from '../verification/evidence-folder.js';
import { print } from './print.js';
import { verdictTexts } from './verdict-text.js';
import { visibleText } from './visible-text.js';

/** The verification of a folder of evidence, for people: a line for each file, and which records several logs hold. */
export function printEvidenceFolder({ files, records, doubles, verdict }: EvidenceFolderResult): void {
  print('No dossier (there is no manifest.json): each piece of evidence by itself. 非卷宗，逐件核验。');
  for (const { name, verdict: each, code } of files) {
    const proven = each === 'integrity-proven' || each === 'self-attested';
    print(`${proven ? '✔' : '✘'} ${visibleText(name)}: ${each}${code === undefined ? '' : ` [${code}]`}`);
  }
  print(`Records 记录: ${records}`);
  for (const { participant, id, sha256, places } of doubles) {
    print(
      `! one record in several logs, counted once 同一记录见于多个日志，只计一次: ${participant}/${visibleText(id)}`,
    );
    print(`  statement 声明 SHA-256 ${sha256}`);
    for (const { origin, index, source } of places)
      print(`  ${visibleText(origin)}, entry 条目 ${index}: ${visibleText(source)}`);
  }
  print(`${verdictTexts[verdict].zh} ${verdictTexts[verdict].en}`);
}
