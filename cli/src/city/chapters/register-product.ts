import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names, productName } from '../names.js';
import { inDays } from '../times.js';
import { registerCertificate } from './register-certificate.js';

/** The operator registers what it makes under the grant as a product. */
export async function registerProduct(city: City): Promise<void> {
  const { operator } = cityParties;
  const proof = await city.papers.open('授权运营-运营协议', '运营协议（数运授 2026-1 号）');
  await registerCertificate(city, {
    name: names.product,
    register: names.products,
    holder: 'operator',
    number: '0002',
    validDays: 2 * 365,
    description: {
      dataName: productName,
      industry: '软件和信息技术服务业',
      scenario: '银行授信前核验',
      source: {
        kind: 'authorised',
        statement: '公共数据授权运营',
        proof,
        agreementEnds: inDays(2 * 365 + 100),
        grant: { name: names.grant, product: productName },
        permitsSecurity: true,
      },
      scale: '12 项指标',
      updateFrequency: '每月',
      legalBasis: '公共数据资源授权运营实施规范',
      level: 'general',
      custodian: operator.name,
    },
  });
  city.say(
    '运营公司将产品登记在授权之下：期限不超过授权期限。',
    'The operator registers its product under the grant: it lasts no longer than the grant.',
  );
}
