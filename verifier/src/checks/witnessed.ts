/** That enough witnesses saw the log's one tree grow. */
export interface Witnessed {
  /** By this time, by their clocks, a quorum had cosigned (Time). */
  readonly cosigned: string;
}
