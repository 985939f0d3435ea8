import {
  isQuanchengError,
  parseNote,
  verifyNote,
  type Checkpoint,
  type VerifiedNoteSignature,
} from '@quancheng/protocol';
import { verifyCheckpoint, type TrustRoot } from '@quancheng/verifier';
import type { Findings } from '../alarms.js';
import type { WitnessSource } from '../sources/witness-source.js';
import type { Bounds } from './judge-anchoring.js';
import { cosignersOf } from './judge-witnesses.js';
import { verifySigned } from './look-at-log.js';

/** What a witness has cosigned of a log. */
export interface Witnessed {
  readonly url: string;
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly cosigners: readonly VerifiedNoteSignature[];
}

/** What all witnesses show of one log. */
export async function lookAtWitnesses(
  origin: string,
  witnesses: readonly WitnessSource[],
  trustRoot: TrustRoot,
  findings: Findings,
  bounds: Bounds,
): Promise<readonly Witnessed[]> {
  const seen: Witnessed[] = [];
  for (const witness of witnesses) {
    const each = await lookAtWitness(origin, witness, trustRoot, findings, bounds);
    if (each !== undefined) seen.push(each);
  }
  return seen;
}

async function lookAtWitness(
  origin: string,
  witness: WitnessSource,
  trustRoot: TrustRoot,
  findings: Findings,
  { away }: Bounds,
): Promise<Witnessed | undefined> {
  const { url } = witness;
  const subject = `${url} of ${origin}`;
  try {
    const note = await witness.checkpoint(origin);
    await findings.fine('WATCH_WITNESS_AWAY', subject);
    if (isByReplacedKey(note, origin, trustRoot)) {
      // It keeps only the signatures that its own trust root knows.
      const detail = 'it shows a checkpoint that only a replaced key of the log signed';
      await findings.raise({ code: 'WATCH_TRUST_ROOT_OLD', subject, detail });
      return undefined;
    }
    await findings.fine('WATCH_TRUST_ROOT_OLD', subject);
    const checkpoint = await verifySigned(note, subject, trustRoot, findings);
    if (checkpoint?.origin !== origin) return undefined;
    const cosigners = cosignersOf(note, trustRoot.witnesses);
    if (cosigners.length > 0) return { url, note, checkpoint, cosigners };
    const detail = 'no witness of the trust root’s policy cosigned what it shows';
    await findings.raise({ code: 'WATCH_KEY_UNKNOWN', subject, detail });
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    const detail = `${error.code}: ${error.detail}`;
    await findings.raise({ code: 'WATCH_WITNESS_AWAY', subject, detail, after: away });
  }
  return undefined;
}

/** Whether a key of the log signed it that is not the one for its size, and no other. */
function isByReplacedKey(note: string, origin: string, trustRoot: TrustRoot): boolean {
  const keys = trustRoot.logs.find((log) => log.origin === origin)?.keys ?? [];
  const allKeys = keys.map(({ verifierKey }) => verifierKey);
  return (
    isVerified(() => verifyNote(parseNote(note), allKeys)) &&
    !isVerified(() => verifyCheckpoint(note, trustRoot))
  );
}

function isVerified(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    if (!isQuanchengError(error)) throw error;
    return false;
  }
}
