import type { JsonObject } from '@quancheng/protocol';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import type { CommandOptions } from '../../../chaincode/support/statements.js';
import { draftBody, registerBody } from '../../rights/support/bodies.js';
import { registrationBody, untilNotice } from '../../rights/support/certificates.js';
import { utility } from '../../rights/support/parties.js';
import type { RightsStage } from '../../rights/support/rights-stage.js';

/** Asks for no public notice, so that certificates are there at once. */
const register = `${registrar.participant}/traded-products`;

export const productName = (name: string): string => `${utility.participant}/traded-${name}`;

/** A product’s name and, unless the utility made the data itself, where they are from. */
export type Product = readonly [name: string, source?: JsonObject];

/** A register of data products, and products of the utility, of which the last so many are still in public notice. */
export async function registerProducts(
  { must, world, clock }: RightsStage,
  products: readonly Product[],
  inNotice: number,
): Promise<void> {
  const { noticeDays, ...settings } = registerBody;
  await must('register.define', register, { ...settings, type: 'product' }, registrar);
  for (const [deposit, product] of products.entries()) {
    const isRegistered = deposit < products.length - inNotice;
    await world.order(
      ...untilRegistration(product, deposit),
      ...(isRegistered ? [registering(product[0], clock.now)] : []),
    );
  }
}

/** Each product rests on a deposit of its own. */
function untilRegistration([name, source]: Product, deposit: number): readonly CommandOptions[] {
  const { description } = draftBody as { readonly description: JsonObject };
  const described = source === undefined ? description : { ...description, source };
  const body = { ...draftBody, register, description: described };
  return untilNotice(productName(name), deposit).map((order) =>
    order.action === 'certificate.draft' ? { ...order, body } : order,
  );
}

export function registering(name: string, time: string): CommandOptions {
  return {
    action: 'certificate.register',
    target: productName(name),
    expectedVersion: 5,
    body: registrationBody(`产 ${name}`, time),
    parties: [registrar],
  };
}
