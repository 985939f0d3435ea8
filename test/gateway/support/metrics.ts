import { get } from './http.js';

/** One line of Prometheus' text format that is not a comment. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (\S+)$/i;

/** Reads what this project's programs write: no timestamps, no escapes in labels. Fails on anything else. */
export function parseSamples(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
      if (name === undefined) throw new Error(`no sample: ${line}`);
      const pairs = [...labels.matchAll(/([a-z_]+)="([^"\\]*)"/gi)].map(([, label, of]) => [label, of]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

/** The samples of a gateway by name and labels. */
export interface Metrics {
  readonly text: string;
  readonly samples: readonly Sample[];
  /** The value of the sample with this name and just these labels; undefined if there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

export async function readMetrics(address: string): Promise<Metrics> {
  const { text } = await get(`${address}/metrics`);
  const samples = parseSamples(text);
  return {
    text,
    samples,
    value: (name, labels = {}) =>
      samples.find((each) => each.name === name && isSame(each.labels, labels))?.value,
  };
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
