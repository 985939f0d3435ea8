import { encodeUtf8, formatCanonical, parseCanonical } from '@quancheng/protocol';
import type { QuanchengClient } from '@quancheng/sdk';
import { replaceFile, settleDeposit, type StoredDouble } from '@quancheng/sdk/node';
import { evidencePath, otherPromisePath } from './evidence-names.js';

/**
 * Asks about a deposit whether second logs have promised some of it, and writes their promises beside its evidence.
 * @returns whether that is known of all of it
 * @throws OUTBOX_LOCKED, FILE_UNWRITABLE
 */
export async function writeOtherPromises(client: QuanchengClient, folder: string): Promise<boolean> {
  const { alsoPromised, unsettled, job } = await settleDeposit(client, folder);
  if (job === undefined) return true;
  for (const sequence of new Set(alsoPromised.map((each) => each.sequence))) {
    const promises = alsoPromised.filter((each) => each.sequence === sequence);
    const path = otherPromisePath(evidencePath(job, sequence));
    await replaceFile(path, encodeUtf8(formatCanonical(promises.map(member))));
  }
  return !unsettled;
}

function member({ gateway, origin, promise }: StoredDouble) {
  return { gateway, origin, promise: parseCanonical(encodeUtf8(promise)) };
}
