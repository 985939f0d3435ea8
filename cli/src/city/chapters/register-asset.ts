import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names } from '../names.js';
import { registerCertificate } from './register-certificate.js';

/** The fund registers its data as an asset. */
export async function registerAsset(city: City): Promise<void> {
  const { fund } = cityParties;
  await registerCertificate(city, {
    name: names.asset,
    register: names.assets,
    holder: 'fund',
    number: '0001',
    validDays: 1000,
    description: {
      dataName: '住房公积金缴存数据',
      industry: '公共管理',
      scenario: '企业信用核验',
      source: { kind: 'own', statement: '履行职责产生' },
      scale: '约 200 万缴存人',
      updateFrequency: '每月',
      legalBasis: '住房公积金管理条例',
      level: 'important',
      custodian: fund.name,
    },
  });
  city.subjects.add(`collection/certificates/${fund.id}`);
  city.say(
    '公积金中心先存证，再申请登记；登记机构受理、审核、赋码。',
    'The fund deposits evidence first, then applies; the registrar accepts, examines, and gives number and code.',
  );
}
