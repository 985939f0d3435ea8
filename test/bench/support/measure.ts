/** One result line of a benchmark; peer fields are null where the peer's program is not found. */
export interface Measure {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
  readonly goal: string | null;
}

/** Prints a measure as one JSON line on standard output. */
export function printMeasure(measure: {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: { readonly name: string; readonly value: number } | null;
  readonly goal?: string;
}): void {
  const peer = measure.peer ?? null;
  const line: Measure = {
    measure: measure.measure,
    value: rounded(measure.value),
    unit: measure.unit,
    peer: peer?.name ?? null,
    peerValue: peer === null ? null : rounded(peer.value),
    ratio: peer === null ? null : rounded(measure.value / peer.value),
    goal: measure.goal ?? null,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The q-quantile (0 to 1) of a list of numbers, by the nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000;
}
