import { registrar } from '../../../chaincode/support/test-genesis.js';
import { draftBody, registerBody } from '../../rights/support/bodies.js';
import { registrationBody, untilNotice } from '../../rights/support/certificates.js';
import { utility } from '../../rights/support/parties.js';
import type { RightsStage } from '../../rights/support/rights-stage.js';

/** Asks for no public notice, so that products are there at once. */
const register = `${registrar.participant}/products`;

export const productName = (name: string): string => `${utility.participant}/product-${name}`;

/** Registered data products of the utility. */
export async function registerProducts(
  { must, world, clock }: RightsStage,
  names: readonly string[],
): Promise<void> {
  const { noticeDays, ...settings } = registerBody;
  await must('register.define', register, { ...settings, type: 'product' }, registrar);
  await world.order(
    ...names.flatMap((name, deposit) => [
      ...untilNotice(productName(name), deposit).map((order) =>
        order.action === 'certificate.draft' ? { ...order, body: { ...draftBody, register } } : order,
      ),
      {
        action: 'certificate.register',
        target: productName(name),
        expectedVersion: 5,
        body: registrationBody(`CP${deposit}`, clock.now),
        parties: [registrar],
      },
    ]),
  );
}
