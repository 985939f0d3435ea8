import type { JsonObject } from '@quancheng/protocol';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { draftBody, registerBody } from '../../rights/support/bodies.js';
import { registrationBody, untilNotice } from '../../rights/support/certificates.js';
import { utility } from '../../rights/support/parties.js';
import type { RightsStage } from '../../rights/support/rights-stage.js';

/** Asks for no public notice, so that certificates are there at once. */
export const productRegister = `${registrar.participant}/traded-products`;

export const productName = (name: string): string => `${utility.participant}/traded-${name}`;

/** A register of data products, and products of the utility; each rests on a deposit of its own. */
export async function registerProducts(
  { must, world, clock }: RightsStage,
  products: readonly (readonly [name: string, source?: JsonObject])[],
): Promise<void> {
  const { noticeDays, ...settings } = registerBody;
  await must('register.define', productRegister, { ...settings, type: 'product' }, registrar);
  for (const [deposit, [name, source]] of products.entries()) {
    const target = productName(name);
    const { description } = draftBody as { readonly description: JsonObject };
    const draft = {
      ...draftBody,
      register: productRegister,
      description: source === undefined ? description : { ...description, source },
    };
    await world.order(
      ...untilNotice(target, deposit).map((order) =>
        order.action === 'certificate.draft' ? { ...order, body: draft } : order,
      ),
      {
        action: 'certificate.register',
        target,
        expectedVersion: 5,
        body: registrationBody(`产 ${deposit}`, clock.now),
        parties: [registrar],
      },
    );
  }
}
