import type { Signer } from '@quancheng/protocol';
import { newClient, newPossessionStatement, signStatement } from '@quancheng/sdk';
import { newAsyncSigner } from '@quancheng/sdk/node';
import { envelopeMembers } from '../ordering/onboard-request.js';
import { order } from '../ordering/order.js';
import { cityParties, type CityName } from './city-parties.js';
import type { CityGateway } from './city-stage.js';

/** The registrar takes everybody in, each by the possession of its key. */
export async function registerCity({ gateway, trustRoot, registrar, keyOf }: CityGateway): Promise<void> {
  const commander = {
    client: newClient({ gateway }),
    ledger: trustRoot.ledger,
    participant: registrar.id,
    role: 'registrar',
    signer: newAsyncSigner(registrar.key),
  } as const;
  for (const each of Object.keys(cityParties) as CityName[]) {
    const { id, name, type, roles } = cityParties[each];
    const possession = await possessionOf(trustRoot.ledger, id, await keyOf(each));
    const body = { name, type, uscc: id, roles: [...roles], possession };
    await order(commander, { action: 'participant.register', target: id, expectedVersion: 0, body });
  }
}

async function possessionOf(ledger: string, id: string, key: Signer) {
  const issued = new Date().toISOString();
  const statement = newPossessionStatement({ ledger, issued }, id, key.publicKey);
  return envelopeMembers(await signStatement(statement, [newAsyncSigner(key)]));
}
