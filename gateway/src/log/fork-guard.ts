import { encodeHex, equalBytes, QuanchengError } from '@quancheng/protocol';
import type { RootHash } from '@quancheng/protocol';

/** A tree head that somebody else holds of this log. */
export interface Head {
  readonly size: number;
  readonly root: RootHash;
  /** Who holds it: `ledger`, a witness's name. */
  readonly holder: string;
}

/** Asks the ledger and the witnesses for their last heads; rejects if one that must be asked cannot be. */
export type HeadSource = () => Promise<readonly Head[]>;

/**
 * Refuses to go on where our tree does not contain what others have seen of it: whoever restores an old backup and
 * signs on would fork the log.
 * @throws LOG_FORK_REFUSED; LOG_HEADS_UNKNOWN if the heads cannot be learnt
 */
export async function assertContainsHeads(
  heads: HeadSource,
  size: number,
  rootAt: (size: number) => Promise<RootHash>,
): Promise<void> {
  for (const head of await learn(heads)) {
    if (head.size > size) throw refused(head, `our tree has only ${size} entries`);
    const root = await rootAt(head.size);
    if (!equalBytes(root, head.root)) throw refused(head, `our root there is ${encodeHex(root)}`);
  }
}

async function learn(heads: HeadSource): Promise<readonly Head[]> {
  try {
    return await heads();
  } catch (cause) {
    throw new QuanchengError('LOG_HEADS_UNKNOWN', 'the last heads could not be learnt', { cause });
  }
}

function refused(head: Head, why: string): QuanchengError {
  const theirs = `${head.holder} holds size ${head.size}, root ${encodeHex(head.root)}`;
  return new QuanchengError('LOG_FORK_REFUSED', `${theirs}; ${why}`);
}
