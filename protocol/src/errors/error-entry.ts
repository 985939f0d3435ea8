/** What the registry says of one error code; docs/errors.md is generated from it. */
export interface ErrorEntry {
  /** HTTP status with which the gateway answers. */
  readonly status: number;
  /** Whether the same request may succeed when sent again unchanged. */
  readonly retryable: boolean;
  readonly meaning: BilingualText;
  /** What the reader of the error should do. */
  readonly action: BilingualText;
  /** The law's article by which a refusal stands, where one asks for it. */
  readonly law?: BilingualText;
}

export interface BilingualText {
  readonly en: string;
  readonly zh: string;
}

/** One area's codes: every room adds to its own file, and the registry merges them. */
export type ErrorArea = Readonly<Record<string, ErrorEntry>>;
