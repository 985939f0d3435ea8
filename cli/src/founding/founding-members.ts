import { parseStatement, unverifiedPayload } from '@quancheng/protocol';
import type { HomeFolder } from '../home/home-folder.js';
import { readFoundation } from './foundation.js';
import type { LedgerBackEnd } from './ledger-back-end.js';

/**
 * The back end as a ledger that was founded before sees it. Organisations that joined the network later are neither in its
 * genesis nor in its first trust root: a read that they endorse as well would not verify, so that they are not asked.
 */
export async function withFoundingMembers(home: HomeFolder, backEnd: LedgerBackEnd): Promise<LedgerBackEnd> {
  const foundation = await readFoundation(home);
  if (foundation === undefined) return backEnd;
  const statement = parseStatement(unverifiedPayload(foundation.genesis));
  if (statement.schema !== 'quancheng/genesis/v1') return backEnd;
  const founders = new Set<string>(statement.organisations.map(({ mspId }) => mspId));
  const { topology, connection } = backEnd;
  const organisations = topology.organisations.filter(({ mspId }) => founders.has(mspId));
  if (organisations.length < founders.size || organisations.length === topology.organisations.length)
    return backEnd;
  return {
    ...backEnd,
    topology: { ...topology, organisations },
    connection: { ...connection, endorsingOrganisations: [...founders] },
  };
}
