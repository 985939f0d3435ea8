import { machineOf, type ActionBodies, type BodiedAction } from '@quancheng/domain';
import { isQuanchengError, type CommandRole, type Signer } from '@quancheng/protocol';
import {
  isServedKind,
  newClient,
  newRecordCommand,
  signStatement,
  type AsyncSigner,
  type CommandReceipt,
  type PlainBody,
  type QuanchengClient,
} from '@quancheng/sdk';
import { newAsyncSigner } from '@quancheng/sdk/node';
import type { TrustRoot } from '@quancheng/verifier';
import { cityParties, officeOf, type CityName } from './city-parties.js';

/** Who signs, in its office if it has one. */
export type Signing = CityName | 'registrar';

/** Somebody with a key, and a client that signs its requests. */
export interface CityActor {
  readonly id: string;
  readonly signer: AsyncSigner;
  readonly client: QuanchengClient;
}

/** The gateway as everybody of the story uses it. */
export interface CityStage {
  readonly trustRoot: TrustRoot;
  readonly actor: (name: Signing) => CityActor;
  /**
   * Orders something about the newest version of a record, signed by all of these; the first one sends it.
   * @throws the code with which the ledger refuses it
   */
  readonly order: <Action extends BodiedAction>(
    action: Action,
    target: string,
    body: PlainBody<ActionBodies[Action]>,
    ...signing: readonly [Signing, ...Signing[]]
  ) => Promise<CommandReceipt>;
  /** The same for what must be refused. @returns the code @throws Error if it is carried out */
  readonly refused: <Action extends BodiedAction>(
    action: Action,
    target: string,
    body: PlainBody<ActionBodies[Action]>,
    ...signing: readonly [Signing, ...Signing[]]
  ) => Promise<string>;
}

export interface CityGateway {
  readonly gateway: string;
  readonly trustRoot: TrustRoot;
  readonly registrar: { readonly id: string; readonly key: Signer };
  readonly keyOf: (name: CityName) => Promise<Signer>;
}

export async function openCityStage(city: CityGateway): Promise<CityStage> {
  const { gateway, trustRoot, registrar, keyOf } = city;
  const newActor = (id: string, key: Signer): CityActor => {
    const signer = newAsyncSigner(key);
    return { id, signer, client: newClient({ gateway, trustRoot, reader: signer }) };
  };
  const actors = new Map<Signing, CityActor>([['registrar', newActor(registrar.id, registrar.key)]]);
  for (const name of Object.keys(cityParties) as CityName[])
    actors.set(name, newActor(cityParties[name].id, await keyOf(name)));
  const actor = (name: Signing): CityActor => {
    const found = actors.get(name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const order: CityStage['order'] = async (action, target, body, ...signing) => {
    const signers = signing.map((name) => ({ ...actor(name), role: roleOf(name) }));
    const [{ client }] = signers as [(typeof signers)[number]];
    const statement = newRecordCommand(
      {
        ledger: trustRoot.ledger,
        issued: new Date().toISOString(),
        signers: signers.map(({ id, signer, role }) => ({
          key: signer.publicKey.keyId,
          participant: id,
          role,
        })),
      },
      { action, target, body, expectedVersion: await versionOf(client, action, target) },
    );
    const envelope = await signStatement(
      statement,
      signers.map(({ signer }) => signer),
    );
    return await client.commands.send(envelope);
  };
  return {
    trustRoot,
    actor,
    order,
    async refused(action, target, body, ...signing) {
      try {
        await order(action, target, body, ...signing);
      } catch (error) {
        if (isQuanchengError(error)) return error.code;
        throw error;
      }
      throw new Error(`${action} ${target} was carried out`);
    },
  };
}

function roleOf(name: Signing): CommandRole {
  return officeOf[name] ?? 'participant';
}

/** The version that the signers see: by an endorsed read, so that the gateway needn't be believed. */
async function versionOf(client: QuanchengClient, action: string, target: string): Promise<number> {
  if (machineOf(action)?.transitions[action]?.from.length === 0) return 0;
  const kind = action.slice(0, action.indexOf('.'));
  if (!isServedKind(kind)) throw new Error(`gateways serve no ${kind}`);
  const key = `${kind}/${target}`;
  const value = (await client.readLedger([key])).get(key);
  return Number(value?.['version'] ?? 0);
}
