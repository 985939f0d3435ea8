import type { Envelope, JsonObject } from '@quancheng/protocol';
import { formatSearchProof, verifySearch, verifyTrustRoot, type SearchResult } from '@quancheng/verifier';
import type { Party } from '../../../chaincode/support/statements.js';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { newFlowTrustRoot } from '../../support/flow-trust-root.js';
import { digests, draftBody, registerBody } from '../../rights/support/bodies.js';
import { registrationBody, untilNotice } from '../../rights/support/certificates.js';
import { utility } from '../../rights/support/parties.js';
import { proveCollection, proveRecord } from '../../rights/support/proofs.js';
import { command, type RightsStage } from '../../rights/support/rights-stage.js';

const DAY = 24 * 3_600_000;

/** Asks for no public notice, so that certificates are there at once. */
const register = `${registrar.participant}/securities`;
export const RIGHT = '数据资源持有权';

export const collateral = (name: string): string => `${utility.participant}/${name}`;

/** Certificates of the utility, each resting on a deposit of its own. */
export async function registerCollateral(
  { must, world, clock }: RightsStage,
  names: readonly string[],
): Promise<void> {
  const { noticeDays, ...settings } = registerBody;
  await must('register.define', register, settings, registrar);
  await world.order(
    ...names.flatMap((name, deposit) => [
      ...untilNotice(collateral(name), deposit).map((order) =>
        order.action === 'certificate.draft' ? { ...order, body: { ...draftBody, register } } : order,
      ),
      {
        action: 'certificate.register',
        target: collateral(name),
        expectedVersion: 5,
        body: registrationBody(`P${deposit}`, clock.now),
        parties: [registrar],
      },
    ]),
  );
}

export interface Wish {
  readonly name: string;
  readonly portion?: number;
  readonly exclusive?: boolean;
  readonly debt?: string;
}

/** A contract between the utility and a lender; the name is in the lender’s name space. */
export function contractBody(
  lender: Party,
  { name, portion = 60, exclusive = false, debt = '1' }: Wish,
): JsonObject {
  return {
    certificate: collateral(name),
    right: RIGHT,
    portion,
    exclusive,
    pledgor: utility.participant,
    pledgee: lender.participant,
    debt: digests(debt),
    debtTerm: { from: timeIn(0), to: timeIn(200 * DAY) },
    scope: '主债权及利息',
    contract: digests('2'),
    valuation: { document: digests('3'), assessor: '评估机构' },
  };
}

export const pledgeName = (lender: Party, name: string): string => `${lender.participant}/${name}`;

export function contractCommand(lender: Party, wish: Wish): Envelope {
  return command({
    action: 'pledge.contract',
    target: pledgeName(lender, wish.name),
    expectedVersion: 0,
    body: contractBody(lender, wish),
    parties: [utility, lender],
  });
}

export const reservation = ({ participant: owner }: Party, name: string): JsonObject => ({
  certificate: collateral(name),
  right: RIGHT,
  portion: 60,
  exclusive: true,
  owner,
});

/** From the contract to the debt. @param registered time of the external registration */
export async function pledgeFully(
  { must }: RightsStage,
  lender: Party,
  wish: Wish,
  registered: string,
): Promise<void> {
  const target = pledgeName(lender, wish.name);
  const number = `中登 ${target}`;
  const external = { registry: '动产融资统一登记', number, registered, expires: timeIn(300 * DAY) };
  await must('pledge.contract', target, contractBody(lender, wish), utility, lender);
  await must('pledge.register', target, { document: digests('4'), external }, lender);
  await must('pledge.activate', target, { document: digests('5') }, utility, lender);
}

/** The file that a searcher takes away, with all of it verified as a stranger would. */
export async function carrySearch(
  { world }: RightsStage,
  search: string,
  name: string,
): Promise<SearchResult> {
  const { connection, definitions, organisations, ledger } = world;
  const { channel, chaincode } = connection;
  const envelope = newFlowTrustRoot({ channel, chaincode, organisations }, ['1.0.0'], definitions);
  const certificate = collateral(name);
  const collections = [`pledges/${certificate}`, `holds/${certificate}`];
  const reads = [
    ...(await proveRecord(ledger, `search/${search}`)),
    ...(await proveRecord(ledger, `certificate/${certificate}`)),
  ];
  for (const collection of collections) {
    reads.push(...(await proveCollection(ledger, collection)));
    for (const record of await recordsIn(ledger, collection))
      reads.push(...(await proveRecord(ledger, record)));
  }
  const time = timeIn(0);
  return verifySearch(formatSearchProof({ search, reads }), { trustRoot: verifyTrustRoot(envelope), time });
}

async function recordsIn(
  ledger: RightsStage['world']['ledger'],
  collection: string,
): Promise<readonly string[]> {
  const head = (await ledger.read([`collection/${collection}`])).values.get(`collection/${collection}`);
  const records = new Set<string>();
  for (let number = 1; number <= Number(head?.['count'] ?? 0); number += 1) {
    const key = `entry/${collection}/${String(number).padStart(16, '0')}`;
    const entry = (await ledger.read([key])).values.get(key);
    records.add(entry?.['record'] as string);
  }
  return [...records];
}
