/** How long each step may take, in milliseconds. */
export interface Deadlines {
  readonly evaluate: number;
  readonly endorse: number;
  readonly submit: number;
  /** One question for a transaction's outcome. */
  readonly commitStatus: number;
  /** How long an unreachable ledger is tried again before a transaction is given up unsubmitted. */
  readonly patience: number;
  /** How long the outcome of a submitted transaction is sought before it is reported as unknown. */
  readonly settlement: number;
}

export const defaultDeadlines: Deadlines = {
  evaluate: 10_000,
  endorse: 20_000,
  submit: 10_000,
  commitStatus: 10_000,
  patience: 10_000,
  settlement: 60_000,
};
