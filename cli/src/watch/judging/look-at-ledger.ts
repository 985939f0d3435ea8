import {
  decodeHex,
  formatTime,
  formatVerifierKey,
  isQuanchengError,
  parseRootHash,
  parseTime,
  readForm,
  type JsonValue,
} from '@quancheng/protocol';
import { logForm, stateKeys, type LogState, type TrustRoot } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { LedgerView, LedgerSight } from '../sources/ledger-view.js';
import type { Bounds } from './judge-anchoring.js';
import type { AnchoredHead } from './points.js';

const LEDGER = 'ledger';

/** The ledger's head of each log, by origin; undefined if it cannot be read now. */
export async function lookAtLedger(
  ledger: LedgerView,
  trustRoot: TrustRoot,
  findings: Findings,
  clock: () => number,
  bounds: Bounds,
): Promise<ReadonlyMap<string, AnchoredHead> | undefined> {
  const before = clock();
  try {
    const sight = await ledger.read(trustRoot.logs.map(({ origin }) => stateKeys.log(origin)));
    const heads = new Map<string, AnchoredHead>();
    for (const { origin } of trustRoot.logs) {
      const state = stateOf(sight.values.get(stateKeys.log(origin)) ?? null);
      if (state === undefined) continue;
      await judgeKeys(state, trustRoot, findings);
      const { size, root } = state.head;
      heads.set(origin, { size, root: parseRootHash(decodeHex(root, 32)), tick: sight.tick });
    }
    await findings.fine('WATCH_LEDGER_AWAY', LEDGER);
    await judgeTicks(sight, before, clock(), bounds, findings);
    return heads;
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    const detail = `${error.code}: ${error.detail}`;
    await findings.raise({ code: 'WATCH_LEDGER_AWAY', subject: LEDGER, detail, after: bounds.away });
    return undefined;
  }
}

function stateOf(value: JsonValue): LogState | undefined {
  return value === null ? undefined : readForm(logForm, value, 'LEDGER_ANSWER_MALFORMED');
}

/** A key that the ledger has and the trust root doesn't will soon sign checkpoints that nobody here can verify. */
async function judgeKeys({ origin, keys }: LogState, { logs }: TrustRoot, findings: Findings): Promise<void> {
  const known = logs
    .find((log) => log.origin === origin)
    ?.keys.map((key) => formatVerifierKey(key.verifierKey));
  const unknown = keys.find(({ verifierKey }) => known?.includes(verifierKey) !== true);
  if (unknown === undefined) return findings.fine('WATCH_TRUST_ROOT_OLD', origin);
  const detail = `${unknown.verifierKey} signs from size ${unknown.from} on`;
  await findings.raise({ code: 'WATCH_TRUST_ROOT_OLD', subject: origin, detail });
}

/** The ledger's clock, against ours and against standing still. */
async function judgeTicks(
  { tick, time }: LedgerSight,
  before: number,
  after: number,
  { stalled, clock }: Bounds,
  findings: Findings,
): Promise<void> {
  const ticked = parseTime(tick.time);
  // An endorsed read has its transaction's time, made while we asked; without one, a tick may not be of later than now.
  const made = time === undefined ? Math.min(ticked, before) : parseTime(time);
  const offset = Math.max(time === undefined ? 0 : before - made, made - after, ticked - after);
  if (offset > clock)
    await findings.raise({
      code: 'WATCH_CLOCK_OFF',
      subject: LEDGER,
      detail: `its tick is of ${tick.time}${time === undefined ? '' : `, the read of ${time}`}, here it is ${formatTime(after)}`,
    });
  else await findings.fine('WATCH_CLOCK_OFF', LEDGER);
  if (after - ticked >= stalled)
    await findings.raise({
      code: 'WATCH_TICKS_STALLED',
      subject: LEDGER,
      detail: `the newest is ${tick.number} of ${tick.time}`,
    });
  else await findings.fine('WATCH_TICKS_STALLED', LEDGER);
}
