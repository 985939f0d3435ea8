import { isQuanchengError, parseCheckpoint, parseNote, type Checkpoint } from '@quancheng/protocol';
import { newTileTree } from '@quancheng/sdk';
import { verifyCheckpoint, type TrustRoot } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { LogSource } from '../sources/log-source.js';
import type { Bounds } from './judge-anchoring.js';
import type { Shown } from './points.js';

/** What one source shows now. */
export interface LookedAt {
  readonly shown: Shown;
  /** The newest checkpoint that witnesses have cosigned, if the source has one. */
  readonly cosigned?: { readonly note: string; readonly checkpoint: Checkpoint };
}

/** Undefined if it doesn't answer, or with something that the trust root's log did not sign. */
export async function lookAtLog(
  source: LogSource,
  trustRoot: TrustRoot,
  findings: Findings,
  { away }: Bounds,
): Promise<LookedAt | undefined> {
  const { url } = source;
  try {
    const cosigned = await source.cosigned().catch(unlessAbsent);
    const note = await source.checkpoint();
    await findings.fine('WATCH_GATEWAY_AWAY', url);
    const checkpoint = await verifySigned(note, url, trustRoot, findings);
    if (checkpoint === undefined) return undefined;
    const shown = { source, note, checkpoint, tree: newTileTree(source.reader, checkpoint, source.tiles) };
    const verified =
      cosigned === undefined
        ? undefined
        : await verifySigned(cosigned, `${url} (cosigned)`, trustRoot, findings);
    if (cosigned === undefined || verified === undefined) return { shown };
    return { shown, cosigned: { note: cosigned, checkpoint: verified } };
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    const detail = `${error.code}: ${error.detail}`;
    await findings.raise({ code: 'WATCH_GATEWAY_AWAY', subject: url, detail, after: away });
    return undefined;
  }
}

/** A checkpoint of a log of the trust root, by its key for that size. Undefined, and told, if it is none. */
export async function verifySigned(
  note: string,
  url: string,
  trustRoot: TrustRoot,
  findings: Findings,
): Promise<Checkpoint | undefined> {
  try {
    const checkpoint = verifyCheckpoint(note, trustRoot);
    await findings.fine('WATCH_KEY_UNKNOWN', url);
    return checkpoint;
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    const detail = `${error.code}: ${error.detail}${describe(note)}`;
    await findings.raise({ code: 'WATCH_KEY_UNKNOWN', subject: url, detail });
    return undefined;
  }
}

/** A static server has no such file; a gateway without witnesses says so. */
function unlessAbsent(error: unknown): undefined {
  if (isQuanchengError(error, 'ADDRESS_UNKNOWN')) return undefined;
  throw error;
}

function describe(note: string): string {
  try {
    const { origin, size } = parseCheckpoint(parseNote(note).text);
    return ` (${origin}, size ${size})`;
  } catch {
    return '';
  }
}
