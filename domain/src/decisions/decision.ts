import { QuanchengError, type ErrorCode } from '@quancheng/protocol';
import type { Change } from '../state/records.js';

/** What a state machine says to an order: what it changes and what happened, or why not. */
export type Decision<Event, Result> = Accepted<Event, Result> | Refused;

export interface Accepted<Event, Result> {
  readonly outcome: 'accepted';
  /** Records to write, each the whole new value. Empty: nothing happened. */
  readonly changes: readonly Change[];
  /** Absent exactly if nothing changed. */
  readonly event?: Event;
  readonly result: Result;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly code: ErrorCode;
  /** For people; without the code. */
  readonly message: string;
}

/**
 * Runs a rule and turns the QuanchengError by which it, or a parser it calls, refuses into a refusal.
 * Any other error is a defect and passes through.
 */
export function decide<Event, Result>(rule: () => Accepted<Event, Result>): Decision<Event, Result> {
  try {
    return rule();
  } catch (error) {
    if (error instanceof QuanchengError) return refuse(error);
    throw error;
  }
}

export function refuse(error: QuanchengError): Refused {
  return { outcome: 'refused', code: error.code, message: error.detail };
}
