import {
  actionTitles,
  formatSignatories,
  machineOf,
  type RecordAction,
  type Signatories,
} from '@quancheng/domain';
import { errorRegistry, isErrorCode, QuanchengError } from '@quancheng/protocol';

/** What the table of a state machine says of one action. */
export interface ActionDescription {
  /** For example `consent.offer`. */
  readonly action: string;
  readonly kind: string;
  /** What follows the kind. */
  readonly verb: string;
  /** In Chinese. */
  readonly title: string;
  /** Statuses from which it leads; empty: it creates the record. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly by: readonly Signatories<never>[];
  readonly rules: readonly string[];
}

/** @throws ACTION_UNKNOWN */
export function describeAction(action: string): ActionDescription {
  const machine = machineOf(action);
  const transition = machine?.transitions[action];
  if (machine === undefined || transition === undefined) {
    throw new QuanchengError('ACTION_UNKNOWN', `no record has the action ${action}`);
  }
  const { from, to, by, codes } = transition;
  const title = actionTitles[action as RecordAction];
  const verb = action.slice(machine.kind.length + 1);
  return { action, kind: machine.kind, verb, title, from, to, by, rules: codes };
}

/** For --help: where it leads, who signs, and each rule with its meaning. */
export function actionHelp({ from, to, by, rules }: ActionDescription): string {
  const rows = rules.map((code) => `  ${code}: ${isErrorCode(code) ? meaningOf(code) : ''}`);
  return [
    '',
    `Status 状态: ${from.length === 0 ? '(new 新建)' : from.join(', ')} → ${to.join(', ')}`,
    `Signed by 签署方: ${formatSignatories(by)}`,
    ...(rows.length === 0 ? [] : ['Refused unless these hold 不满足以下规则则拒绝:', ...rows]),
  ].join('\n');
}

function meaningOf(code: keyof typeof errorRegistry): string {
  const { meaning, law } = errorRegistry[code];
  return `${meaning.zh} ${meaning.en}${law === undefined ? '' : ` (${law.zh})`}`;
}
