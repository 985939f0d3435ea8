import { join } from 'node:path';
import { errorRegistry } from '@quancheng/protocol';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { visibleText } from '../output/visible-text.js';
import { alarmKinds } from './alarms.js';
import type { FindingEvent } from './state/finding-store.js';
import type { SeenLog } from './judging/judge-log.js';

/** Tells what a round has found. */
export type TellEvent = (event: FindingEvent) => void;

const MARKS = { alarm: '✘', warning: '!' } as const;
const EVENTS = {
  raised: 'found 发现',
  proven: 'now proven 现已证明',
  resolved: 'over 已恢复',
  standing: 'stands 仍存在',
} as const;

/** For people. */
export function newTextTeller(directory: string): TellEvent {
  return ({ event, finding }) => {
    const { code, subject, detail, since, proof } = finding;
    const { meaning, action } = errorRegistry[code];
    const mark = event === 'resolved' ? '✔' : MARKS[alarmKinds[code].severity];
    print(`${mark} ${code} ${EVENTS[event]}: ${visibleText(subject)}`);
    if (event === 'resolved') return;
    print(`  ${visibleText(detail)} (${since})`);
    print(`  ${meaning.zh} ${meaning.en}`);
    print(`  → ${action.zh} ${action.en}`);
    if (proof !== undefined) print(`  quancheng verify ${shellWord(join(directory, 'findings', proof))}`);
  };
}

/** For programs: one JSON object a line. */
export function newJsonTeller(directory: string): TellEvent {
  return ({ event, finding }) => {
    const { schema: _, proof, ...rest } = finding;
    const { meaning, action } = errorRegistry[finding.code];
    const { severity } = alarmKinds[finding.code];
    const path = proof === undefined ? {} : { proof: join(directory, 'findings', proof) };
    print(JSON.stringify({ event, severity, ...rest, ...path, meaning, action }));
  };
}

/** How far each log is, for people. */
export function printLogs(logs: readonly SeenLog[]): void {
  for (const { origin, shown, anchored, cosigned } of logs) {
    const parts = [
      `entries 条目 ${shown ?? '?'}`,
      `anchored 已锚定 ${anchored ?? '?'}`,
      ...(cosigned === undefined ? [] : [`cosigned by a quorum 已联署 ${cosigned}`]),
    ];
    print(`Log 日志 ${visibleText(origin)}: ${parts.join(', ')}`);
  }
}
