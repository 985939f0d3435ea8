import type { ProvenRecord, RecordProofResult } from '@quancheng/verifier';
import { print } from './print.js';
import { printConclusion } from './report-text.js';
import { visibleText } from './visible-text.js';

/** The verification of a record proof, for people. */
export function printRecordProof(result: RecordProofResult): void {
  const { sentence, proven } = result;
  if (sentence !== undefined) print(`✘ ${sentence.zh} ${sentence.en}`);
  if (proven !== undefined) printProven(proven);
  printConclusion(result);
}

function printProven({ subject, versions, entries, asOf }: ProvenRecord): void {
  print(`✔ ${subject}`);
  for (const { version, status, at, command } of versions ?? [])
    print(
      visibleText(`  version 版本 ${version}  ${status}  ${at.time}  command 指令 ${command.slice(0, 16)}…`),
    );
  if (versions?.length === 0) print('  There is none. 账本上没有该记录。');
  for (const { number, record, version } of entries ?? [])
    print(visibleText(`  entry 条目 ${number}  ${record}, version 版本 ${version}`));
  if (entries?.length === 0) print('  It is empty. 该集合为空。');
  print(`  These are all, as of 以上为全部，截至: tick 时标 ${asOf.number}, ${asOf.time}`);
}
