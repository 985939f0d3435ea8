import {
  canonicalize,
  formatCanonical,
  isJsonObject,
  parseCanonical,
  QuanchengError,
  type LedgerId,
} from '@quancheng/protocol';
import { nodeFileLayer } from '../log/index.js';
import { readWhole, replaceAtomically } from '../log/whole-file.js';

/** What every promise of a log depends on besides its entries; fixed when the log is begun. */
export interface LogTerms {
  readonly origin: string;
  readonly ledger: LedgerId;
  /** Milliseconds within which a promised entry is covered by an anchor. */
  readonly inclusionPeriod: number;
}

/**
 * The terms in this file, or these, written there: a promise asked for again must come out the same.
 * @throws LOG_ORIGIN_MISMATCH if the file belongs to another log or ledger
 */
export async function settleLogTerms(path: string, wanted: LogTerms): Promise<LogTerms> {
  const bytes = await readWhole(nodeFileLayer, path);
  if (bytes === undefined) {
    await replaceAtomically(
      nodeFileLayer,
      path,
      canonicalize({ ...wanted, schema: 'quancheng/log-terms/v1' }),
    );
    return wanted;
  }
  const found = parseCanonical(bytes);
  const { origin, ledger, inclusionPeriod } = isJsonObject(found) ? found : {};
  if (origin !== wanted.origin || ledger !== wanted.ledger || typeof inclusionPeriod !== 'number') {
    throw new QuanchengError('LOG_ORIGIN_MISMATCH', `${path} says ${formatCanonical(found)}`);
  }
  return { ...wanted, inclusionPeriod };
}
