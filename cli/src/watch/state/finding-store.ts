import { join } from 'node:path';
import {
  formatTime,
  objectOf,
  oneOf,
  optional,
  parseTime,
  stringForm,
  timeForm,
  type ObjectValue,
} from '@quancheng/protocol';
import { formatFraudProof, verifyFraudProof, type FraudProof, type TrustRoot } from '@quancheng/verifier';
import { alarmKinds, type AlarmCode, type Findings, type Observation } from '../alarms.js';
import { hashedName, parseState, replaceJson, replaceState } from './state-file.js';
import type { WatchFiles } from './watch-files.js';

const anyText = stringForm('a string', () => true);
const members = {
  schema: oneOf('quancheng/watch-finding/v1'),
  code: oneOf(...(Object.keys(alarmKinds) as AlarmCode[])),
  subject: anyText,
  detail: anyText,
  since: timeForm,
  /** When it was told; until then it has not lasted long enough. */
  raised: optional(timeForm),
  /** Name of the fraud proof beside it. */
  proof: optional(anyText),
} as const;
const findingForm = objectOf(members);

export type Finding = ObjectValue<typeof members>;

/** What became of a finding. `standing`: it was there when the monitor started. */
export interface FindingEvent {
  readonly event: 'raised' | 'proven' | 'resolved' | 'standing';
  readonly finding: Finding;
}

/** What the monitor has found: one file each, and its proof beside it. */
export interface FindingStore extends Findings {
  /** Those that were told and are not over, the oldest first. */
  standing(): readonly Finding[];
  has(code: AlarmCode, subject: string): boolean;
  /** What has happened since it was asked last. */
  takeEvents(): readonly FindingEvent[];
}

export interface FindingOptions {
  readonly directory: string;
  readonly files: WatchFiles;
  readonly trustRoot: () => TrustRoot;
  readonly clock: () => number;
}

const ENDING = '.finding.json';
/** So many of one code have files of their own; a log that breaks more promises is found out by then. */
const MOST_OF_A_CODE = 1_000;

/** @throws WATCH_STATE_DAMAGED */
export async function openFindingStore(options: FindingOptions): Promise<FindingStore> {
  const { directory, files, clock } = options;
  const folder = join(directory, 'findings');
  await files.makeFolder(folder);
  const known = new Map<string, Finding>();
  for (const name of await files.list(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const bytes = await files.read(join(folder, name));
    if (bytes !== undefined) {
      const finding = parseState(bytes, join(folder, name), findingForm);
      known.set(nameOf(finding), finding);
    }
  }
  const events: FindingEvent[] = [...known.values()]
    .filter(({ raised }) => raised !== undefined)
    .map((finding) => ({ event: 'standing', finding }));
  const write = (name: string, finding: Finding) =>
    replaceJson(files, join(folder, `${name}${ENDING}`), asJson(finding));

  return {
    standing: () =>
      [...known.values()]
        .filter(({ raised }) => raised !== undefined)
        .sort((left, right) => (left.since < right.since ? -1 : 1)),
    has: (code, subject) => known.get(nameOf({ code, subject }))?.raised !== undefined,
    takeEvents: () => events.splice(0),
    async raise(observation) {
      const name = nameOf(observation);
      const before = known.get(name);
      if (before === undefined && countOf(known, observation.code) >= MOST_OF_A_CODE) return;
      const proof = before?.proof ?? (await keepProof(options, folder, name, observation.proof));
      const finding = advance(before, observation, proof, clock());
      if (before !== undefined && isSame(before, finding)) return;
      // The proof is on the medium before the finding, and the finding before anybody is told.
      await write(name, finding);
      known.set(name, finding);
      if (finding.raised === undefined) return;
      if (before?.raised === undefined) events.push({ event: 'raised', finding });
      else if (before.proof === undefined && proof !== undefined) events.push({ event: 'proven', finding });
    },
    async fine(code, subject) {
      const name = nameOf({ code, subject });
      const finding = known.get(name);
      if (finding === undefined || alarmKinds[code].isLasting) return;
      await files.remove(join(folder, `${name}${ENDING}`));
      known.delete(name);
      if (finding.raised !== undefined) events.push({ event: 'resolved', finding });
    },
  };
}

function advance(
  before: Finding | undefined,
  { code, subject, detail, after = 0 }: Observation,
  proof: string | undefined,
  now: number,
): Finding {
  const since = before?.since ?? formatTime(now);
  const isDue = now - parseTime(since) >= after;
  const raised = before?.raised ?? (isDue ? formatTime(now) : undefined);
  return {
    schema: 'quancheng/watch-finding/v1',
    code,
    subject,
    // What was told is not changed: it is the words that people have acted on.
    detail: before?.raised === undefined ? detail : before.detail,
    since,
    ...(raised === undefined ? {} : { raised }),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** Only what convicts somebody under the pinned root is written as a proof. */
async function keepProof(
  { files, trustRoot, clock }: FindingOptions,
  folder: string,
  name: string,
  proof: FraudProof | undefined,
): Promise<string | undefined> {
  if (proof === undefined) return undefined;
  const bytes = formatFraudProof(proof);
  const judged = { trustRoot: trustRoot(), time: formatTime(clock()) };
  if ((await verifyFraudProof(bytes, judged)).verdict !== 'fraud-proven') return undefined;
  const file = `${name}.fraud-proof.json`;
  await replaceState(files, join(folder, file), bytes);
  return file;
}

function nameOf({ code, subject }: Pick<Finding, 'code' | 'subject'>): string {
  const kind = code
    .toLowerCase()
    .replace(/^watch_/, '')
    .replaceAll('_', '-');
  return `${kind}-${hashedName(subject).slice(0, 16)}`;
}

function countOf(known: ReadonlyMap<string, Finding>, code: AlarmCode): number {
  let count = 0;
  for (const finding of known.values()) if (finding.code === code) count += 1;
  return count;
}

function isSame(left: Finding, right: Finding): boolean {
  return left.raised === right.raised && left.proof === right.proof;
}

function asJson(finding: Finding) {
  return JSON.parse(JSON.stringify(finding)) as Record<string, string>;
}
