import {
  isQuanchengError,
  parseEnvelope,
  parsePromise,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
  unverifiedRecordPayload,
} from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import { exportPackage, parseBundle, parsePackage } from '@quancheng/verifier';
import { exists } from '../home/exists.js';

type Reading = (bytes: Uint8Array) => string;

/** For which ledger each kind of file was made, by what it says of itself. */
const readings: readonly Reading[] = [
  (bytes) => audienceOf(unverifiedRecordPayload(parsePackage(bytes).record)),
  (bytes) => audienceOf(unverifiedRecordPayload(exportPackage(parseBundle(bytes), 0).record)),
  (bytes) => parsePromise(unverifiedPayload(parseEnvelope(bytes))).audience,
];

/**
 * What a deposit writes may replace what an earlier one on the same ledger wrote, and nothing else: evidence of another
 * ledger has the same file name, and cannot be had again from this gateway.
 * @throws EVIDENCE_OF_ANOTHER_LEDGER
 */
export async function assertOwnLedger(path: string, ledger: string): Promise<void> {
  if (!(await exists(path))) return;
  const bytes = await readWholeFile(path);
  const found = readings.flatMap((reading) => attempt(reading, bytes) ?? []);
  if (!found.includes(ledger)) {
    throw new QuanchengError('EVIDENCE_OF_ANOTHER_LEDGER', `${path} (${found[0] ?? 'no evidence'})`);
  }
}

function attempt(reading: Reading, bytes: Uint8Array): string | undefined {
  try {
    return reading(bytes);
  } catch (error) {
    if (isQuanchengError(error)) return undefined;
    throw error;
  }
}

function audienceOf(payload: Uint8Array): string {
  return parseStatement(payload).audience;
}
