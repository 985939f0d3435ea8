/** How `quancheng start` was called. */
export interface StartOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly host: string;
  /** End after the demonstration. */
  readonly once?: true;
  /** Data folder of a Fabric network on this machine. */
  readonly fabric?: string;
  /** Folders of further sector templates. */
  readonly templates?: readonly string[];
}
