import { formatNote, isQuanchengError, parseNote, type NoteSignature } from '@quancheng/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { CosigningMeter } from '../metrics/cosigning-meter.js';
import { pause } from '../anchoring/pause.js';
import type { EvidenceLog } from '../log/index.js';
import { secondsSince } from '../log/log-stages.js';
import { cosignCheckpoint, type CosignableCheckpoint } from './cosign-checkpoint.js';
import type { Checkpoints } from './cosigned-checkpoints.js';
import type { WitnessHeads } from './witness-heads.js';
import type { WitnessState } from './witness-state.js';

export interface WitnessContext extends Checkpoints {
  readonly log: Pick<EvidenceLog, 'consistencyProof'>;
  readonly heads: WitnessHeads;
  readonly witnesses: readonly WitnessState[];
  readonly meter: CosigningMeter;
  /** Called when a witness's head was learnt that may not be in our tree: the log looks at it before it signs again. */
  readonly onAhead: () => void;
}

/** The standing task that has witnesses cosign what is anchored. Nothing ever waits for it. */
export interface WitnessLoop {
  /** Tells that something was anchored. */
  notify(): void;
  run(logger: FastifyBaseLogger, signal: AbortSignal): Promise<void>;
}

/** From one round to the next, in milliseconds. */
const INTERVAL = 1_000;

/**
 * In rounds: all witnesses get the same checkpoint, the newest that is anchored, so that their cosignatures come
 * together on one. What a witness misses while it is away, the next that it cosigns contains.
 */
export function newWitnessLoop(context: WitnessContext, interval = INTERVAL): WitnessLoop {
  const { witnesses, anchors } = context;
  let wake: () => void = () => undefined;

  async function untilDue(signal: AbortSignal): Promise<void> {
    const size = anchors.newest ?? 0;
    const due = witnesses.filter((each) => each.isDue(size, Number.POSITIVE_INFINITY));
    const wait = Math.min(...due.map(({ retryAt }) => retryAt)) - Date.now();
    if (wait <= 0) return;
    const woken = new AbortController();
    wake = () => woken.abort();
    // A timer holds at most 2^31 − 1 milliseconds.
    await pause(Math.min(wait, 3_600_000), AbortSignal.any([signal, woken.signal]));
  }

  return {
    notify: () => wake(),
    async run(logger, signal) {
      while (!signal.aborted) {
        await untilDue(signal);
        try {
          await runRound(context, logger, signal);
        } catch (error) {
          logger.error({ err: error }, 'cosignatures could not be kept; it will be tried again');
        }
        await pause(interval, signal);
      }
    },
  };
}

async function runRound(
  context: WitnessContext,
  logger: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<void> {
  const { anchors, witnesses, cosigned } = context;
  const size = anchors.newest ?? 0;
  const due = witnesses.filter((each) => each.isDue(size, Date.now()));
  if (signal.aborted || size === 0 || due.length === 0) return;
  const checkpoint = await anchors.read(size);
  const answers = await Promise.all(due.map((each) => askOne(context, each, checkpoint, logger, signal)));
  const signatures = answers.filter((each) => each !== undefined);
  if (signatures.length === 0) return;
  await cosigned.add({ size, lines: linesOf(checkpoint.note, signatures) });
  for (const [place, state] of due.entries()) if (answers[place] !== undefined) state.succeeded();
}

async function askOne(
  { cosigned, log, heads, meter, onAhead }: WitnessContext,
  state: WitnessState,
  checkpoint: CosignableCheckpoint,
  logger: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<NoteSignature | undefined> {
  const { client } = state;
  const { name } = client.address.verifierKey;
  const believed = cosigned.sizeOf(client.address.verifierKey);
  const start = performance.now();
  try {
    const signature = await cosignCheckpoint(client, checkpoint, believed, log, signal);
    meter.cosigned(name, secondsSince(start));
    return signature;
  } catch (error) {
    if (signal.aborted) return undefined;
    meter.failed(name, error);
    if (state.failed(error, Date.now()))
      logger.warn({ err: error, witness: name }, 'no cosignature; it will be asked again');
    if (isQuanchengError(error, 'WITNESS_AHEAD')) {
      await heads.learn(client, signal);
      onAhead();
    }
    return undefined;
  }
}

function linesOf(note: string, signatures: readonly NoteSignature[]): string {
  const { text } = parseNote(note);
  return formatNote({ text, signatures }).slice(text.length + 1);
}
