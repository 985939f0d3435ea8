/** One row of a life that somebody wrote down by hand. */
export interface Row {
  /** Empty: it creates the record. */
  readonly from: readonly string[];
  /** The next status; absent: it stays as it is. */
  readonly to?: string;
  /** Names of the signers who may. */
  readonly by: readonly string[];
  /** By name, signers who might but for a rule about themselves: its code. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Names of signers of whom one owns the name; for a row that creates the record. */
  readonly owners?: readonly string[];
}

export interface Life {
  readonly rows: Readonly<Record<string, Row>>;
  /** By scene and action, what is refused although status and signer would allow it. */
  readonly forbidden?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a life says of a cell: the next status, or the code of the refusal. A scene's first word is its status. */
export function expectedBy(life: Life): (scene: string, action: string, signers: string) => string {
  return (scene, action, signers) => {
    const status = scene.split(',')[0]!;
    const row = life.rows[action]!;
    const unreachable = refusedBefore(row, status, signers);
    if (unreachable !== undefined) return unreachable;
    if (!row.by.includes(signers)) return row.refused?.[signers] ?? 'SIGNER_NOT_ENTITLED';
    return life.forbidden?.[scene]?.[action] ?? row.to ?? status;
  };
}

function refusedBefore({ from, owners }: Row, status: string, signers: string): string | undefined {
  if (from.length === 0) {
    if (status !== 'absent') return 'RECORD_EXISTS';
    return owners?.includes(signers) === true ? undefined : 'RECORD_FOREIGN';
  }
  if (status === 'absent') return 'RECORD_UNKNOWN';
  return from.includes(status) ? undefined : 'TRANSITION_INVALID';
}
