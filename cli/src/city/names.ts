import { cityParties } from './city-parties.js';
import { registrarParticipant } from '../founding/demo-participants.js';

const of = (owner: string, name: string): string => `${owner}/${name}`;
const { bureau, fund, operator, bank, secondBank, regulator, assessor, commission } = cityParties;

/** The records of the story, by their names on the ledger. */
export const names = {
  calendar: of(registrarParticipant.id, 'days'),
  assets: of(registrarParticipant.id, 'assets'),
  products: of(registrarParticipant.id, 'products'),
  revenueRule: of(registrarParticipant.id, 'revenue-rule'),
  asset: of(fund.id, 'contributions'),
  grant: of(bureau.id, 'operation'),
  product: of(operator.id, 'credit-indicators'),
  trade: of(operator.id, 'trade-1'),
  revenue: of(operator.id, 'october'),
  licence: of(regulator.id, 'valuation-licence'),
  valuation: of(assessor.id, 'valuation-1'),
  search: of(bank.id, 'search-1'),
  secondSearch: of(secondBank.id, 'search-1'),
  pledge: of(bank.id, 'pledge-1'),
  secondPledge: of(secondBank.id, 'pledge-1'),
  hold: of(commission.id, 'case-1'),
} as const;

/** The grant's product from which the certificate is made. */
export const productName = '企业信用核验指标';
