import { LEDGER_KEY } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { decodeUtf8, formatEnvelope, isQuanchengError, QuanchengError } from '@quancheng/protocol';
import type { Topology } from '@quancheng/network';
import type { Foundation } from './foundation.js';

/**
 * Submits the genesis, endorsed by every organisation, unless the ledger is there already.
 * @throws LEDGER_EXISTS if another ledger is there
 */
export async function bootstrapLedger(
  ledger: Ledger,
  topology: Topology,
  foundation: Foundation,
): Promise<void> {
  const present = await presentLedger(ledger);
  if (present === foundation.ledger) return;
  if (present !== undefined)
    throw new QuanchengError('LEDGER_EXISTS', `the node holds the ledger ${present}`);
  await ledger.submit('bootstrap', [decodeUtf8(formatEnvelope(foundation.genesis))], {
    endorsingOrganisations: topology.organisations.map(({ mspId }) => mspId),
  });
}

async function presentLedger(ledger: Ledger): Promise<string | undefined> {
  try {
    const { values } = await ledger.read([LEDGER_KEY]);
    const ledgerId = values.get(LEDGER_KEY)?.['ledger'];
    return typeof ledgerId === 'string' ? ledgerId : undefined;
  } catch (error) {
    if (isQuanchengError(error, 'LEDGER_MISSING')) return undefined;
    throw error;
  }
}
