import type { ErrorCode } from '@quancheng/protocol';
import type { FraudProof } from '@quancheng/verifier';

/** How bad a finding is, and whether it stays a fact once it was seen. */
interface AlarmKind {
  readonly severity: 'alarm' | 'warning';
  readonly isLasting: boolean;
}

const ALARM: AlarmKind = { severity: 'alarm', isLasting: false };
const WARNING: AlarmKind = { severity: 'warning', isLasting: false };
const LASTING_ALARM: AlarmKind = { severity: 'alarm', isLasting: true };
const LASTING_WARNING: AlarmKind = { severity: 'warning', isLasting: true };

/** What a monitor can find; meaning and advice are in the registry of errors. */
export const alarmKinds = {
  WATCH_FORK: LASTING_ALARM,
  WATCH_TILES_WRONG: ALARM,
  WATCH_ENTRY_WRONG: LASTING_ALARM,
  WATCH_LOG_BEHIND: ALARM,
  WATCH_PROMISE_BROKEN: LASTING_ALARM,
  WATCH_PROMISE_LATE: LASTING_ALARM,
  WATCH_PROMISE_DUE: WARNING,
  WATCH_PROMISE_DOUBLED: LASTING_WARNING,
  WATCH_PROMISE_INVALID: LASTING_WARNING,
  WATCH_ANCHORING_STALLED: ALARM,
  WATCH_TICKS_STALLED: ALARM,
  WATCH_QUORUM_MISSING: ALARM,
  WATCH_WITNESS_AWAY: WARNING,
  WATCH_KEY_UNKNOWN: ALARM,
  WATCH_TRUST_ROOT_OLD: WARNING,
  WATCH_GATEWAY_AWAY: WARNING,
  WATCH_LEDGER_AWAY: WARNING,
  WATCH_LOG_UNWATCHED: WARNING,
  WATCH_CLOCK_OFF: WARNING,
} as const satisfies Partial<Record<ErrorCode, AlarmKind>>;

export type AlarmCode = keyof typeof alarmKinds;

/** Something that is not as it should be, as one round saw it. */
export interface Observation {
  readonly code: AlarmCode;
  /** What it is about: with the code, what makes it one finding however often it is seen. */
  readonly subject: string;
  readonly detail: string;
  /** Milliseconds for which it must last before it is told (default: at once). */
  readonly after?: number;
  readonly proof?: FraudProof;
}

/** Where judges put what they see. What is put in neither way stays as it was. */
export interface Findings {
  raise(observation: Observation): Promise<void>;
  /** It was looked at, and is as it should be. */
  fine(code: AlarmCode, subject: string): Promise<void>;
}
