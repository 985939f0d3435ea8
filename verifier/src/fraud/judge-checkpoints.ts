import {
  encodeHex,
  equalBytes,
  parseNote,
  QuanchengError,
  verifyNote,
  type VerifierKey,
} from '@quancheng/protocol';
import { verifyCheckpoint } from '../checks/check-checkpoint.js';
import { mergeAnswers } from '../ledger/ledger-answers.js';
import { anchorForm } from '../ledger/state-forms.js';
import { stateKeys } from '../ledger/state-keys.js';
import { verifyEndorsedRead } from '../read/verify-endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { convictLog, type Conviction } from './conviction.js';
import type { Examination } from './examination.js';
import type { AnchoredForkProof, ForkProof } from './fraud-proof.js';

/** Two signed checkpoints of one size with different roots. Witnesses that cosigned both are convicted with the log. */
export function judgeFork({ notes }: ForkProof, root: TrustRoot, { run }: Examination): Conviction[] {
  const [left, right] = run(
    'checkpoints',
    () => [verifyCheckpoint(notes[0], root), verifyCheckpoint(notes[1], root)] as const,
  );
  run('related', () => {
    if (left.origin !== right.origin || left.size !== right.size) throw unrelated('another log or size');
  });
  run('contradiction', () => {
    if (equalBytes(left.rootHash, right.rootHash)) throw notShown('both have the same root');
  });
  const log = convictLog(root, left.origin, 'fork', {
    en: `signed two different trees of size ${left.size}: roots ${encodeHex(left.rootHash)} and ${encodeHex(right.rootHash)}.`,
    zh: `对大小为 ${left.size} 的树签署了两个不同的根：${encodeHex(left.rootHash)} 与 ${encodeHex(right.rootHash)}。`,
  });
  return [log, ...cosignersOfBoth(notes, root).map((key) => convictWitness(key, left.size))];
}

/** A signed checkpoint, and an anchor of its size with another root. */
export function judgeAnchoredFork(
  { note, read }: AnchoredForkProof,
  root: TrustRoot,
  { run }: Examination,
): Conviction[] {
  const { origin, size, rootHash } = run('checkpoints', () => verifyCheckpoint(note, root));
  const answers = run('read', () => mergeAnswers([verifyEndorsedRead(read, root)]));
  const anchored = run('related', () => {
    const { written } = answers.answer(stateKeys.anchor(origin, size), anchorForm);
    if (written === undefined) throw unrelated('the ledger has no anchor of this size');
    return written.value.root;
  });
  run('contradiction', () => {
    if (anchored === encodeHex(rootHash)) throw notShown('the anchor has the same root');
  });
  const deed = {
    en: `signed a tree of size ${size} with root ${encodeHex(rootHash)}, where the ledger has anchored its tree with root ${anchored}.`,
    zh: `签署了大小为 ${size}、根为 ${encodeHex(rootHash)} 的树，而账本已锚定其根为 ${anchored} 的树。`,
  };
  return [convictLog(root, origin, 'anchored-fork', deed)];
}

function cosignersOfBoth(notes: readonly string[], { witnesses }: TrustRoot): readonly VerifierKey[] {
  const keys = (witnesses?.witnesses ?? []).map(({ verifierKey }) => verifierKey);
  return keys.filter((key) => notes.every((note) => hasCosigned(note, key)));
}

/** A cosignature that doesn't verify convicts nobody. */
function hasCosigned(note: string, key: VerifierKey): boolean {
  try {
    return verifyNote(parseNote(note), [key]).length > 0;
  } catch {
    return false;
  }
}

function convictWitness({ name }: VerifierKey, size: number): Conviction {
  return {
    party: 'witness',
    name,
    offence: 'cosigned-fork',
    sentence: {
      en: `The witness ${name} cosigned both trees of size ${size}.`,
      zh: `见证者 ${name} 联署了大小为 ${size} 的两个不同的树。`,
    },
  };
}

export function unrelated(detail: string): QuanchengError {
  return new QuanchengError('FRAUD_PARTS_UNRELATED', detail);
}

export function notShown(detail: string): QuanchengError {
  return new QuanchengError('FRAUD_NOT_SHOWN', detail);
}
