import type { ActionBodies } from '@quancheng/domain';
import type { PlainBody } from '@quancheng/sdk';
import type { City } from '../city.js';
import type { Signing } from '../city-stage.js';
import { inDays } from '../times.js';
import { cityRights } from './rules.js';

/** What is to be registered, by whom, and how its papers are called. */
export interface Registration {
  readonly name: string;
  readonly register: string;
  readonly holder: Signing;
  readonly description: PlainBody<ActionBodies['certificate.draft']>['description'];
  readonly number: string;
  /** Days from now; not past what the source allows. */
  readonly validDays: number;
}

/** Evidence first; then application, examination, and registration with number and code. */
export async function registerCertificate(city: City, what: Registration): Promise<void> {
  const { order, papers, deposit, subjects } = city;
  const { name, register, holder, description, number } = what;
  const { dataName } = description;
  const proof = await deposit(holder, `${dataName}-来源说明`, `${dataName}：来源、生成机制与保管情况说明。`);
  const paper = (title: string) => papers.open(`${dataName}-${title}`, `${title}（${number}）`);
  await order('certificate.draft', name, { register, description, rights: cityRights }, holder);
  await order('certificate.apply', name, { deposit: proof, document: await paper('登记申请书') }, holder);
  await order('certificate.accept', name, { document: await paper('受理通知书') }, 'registrar');
  const inspectionReport = await paper('审核报告');
  await order(
    'certificate.review',
    name,
    { document: await paper('审核意见'), inspectionReport },
    'registrar',
  );
  await order('certificate.publicise', name, { document: await paper('公示决定') }, 'registrar');
  await order(
    'certificate.register',
    name,
    {
      document: await paper('登记凭证'),
      certificateNumber: `泉数登字第 ${number} 号`,
      registryCode: `QC-${number}`,
      validTo: inDays(what.validDays),
    },
    'registrar',
  );
  subjects.add(`certificate/${name}`);
}
