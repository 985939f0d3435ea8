import { endorsementPolicy, type Topology } from '@quancheng/network';
import {
  encodeHex,
  parseStatement,
  payloadTypes,
  QuanchengError,
  type Signer,
  signEnvelope,
  unverifiedPayload,
} from '@quancheng/protocol';
import { newGenesisStatement, randomBytes } from '@quancheng/sdk';
import type { HomeFolder } from '../home/home-folder.js';
import { registrarParticipant } from './demo-participants.js';
import { type Foundation, readFoundation, writeFoundation } from './foundation.js';
import { openOperatorKey } from './operator-keys.js';
import { keyNames } from '../home/key-names.js';

/** Seconds: how exact a ledger time is, and how fast a revocation takes effect. */
const TICK_PERIOD = 10;

/** The foundation of the ledger in this folder; laid if there is none. @throws HOME_HOLDS_OTHER_LEDGER */
export async function layFoundation(home: HomeFolder, topology: Topology): Promise<Foundation> {
  const present = await readFoundation(home);
  if (present !== undefined) {
    assertSameNetwork(home, present, topology);
    return present;
  }
  const ledger = encodeHex(randomBytes(16));
  const administrators = await openAdministrators(home, topology);
  const registrar = await openOperatorKey(home, keyNames.registrar);
  const genesis = signEnvelope(
    payloadTypes.statement,
    newGenesisStatement(
      { ledger, issued: new Date().toISOString() },
      {
        consortium: topology.consortium,
        channel: topology.channel,
        chaincode: topology.chaincode.name,
        organisations: topology.organisations.map(({ mspId, chineseName, operator }) => ({
          mspId,
          name: chineseName,
          operator,
          administrator: requireKey(administrators, mspId).publicKey,
        })),
        registrar: { ...registrarParticipant, publicKey: registrar.publicKey },
        recoveryThreshold: endorsementPolicy(topology).required,
        tickPeriod: TICK_PERIOD,
      },
    ),
    [...administrators.values(), registrar],
  );
  const origin = `quancheng.local/${ledger.slice(0, 8)}`;
  const foundation: Foundation = { schema: 'quancheng/foundation/v1', ledger, origin, genesis };
  await writeFoundation(home, foundation);
  return foundation;
}

/** By mspId. */
export async function openAdministrators(
  home: HomeFolder,
  topology: Topology,
): Promise<ReadonlyMap<string, Signer>> {
  const administrators = new Map<string, Signer>();
  for (const { mspId } of topology.organisations) {
    administrators.set(mspId, await openOperatorKey(home, keyNames.administrator(mspId)));
  }
  return administrators;
}

function requireKey(administrators: ReadonlyMap<string, Signer>, mspId: string): Signer {
  const signer = administrators.get(mspId);
  if (signer === undefined) throw new Error(`no administrator of ${mspId}`);
  return signer;
}

/** The same genesis on two networks would make two ledgers with one id. */
function assertSameNetwork(home: HomeFolder, { genesis }: Foundation, topology: Topology): void {
  const statement = parseStatement(unverifiedPayload(genesis));
  if (statement.schema !== 'quancheng/genesis/v1') throw otherLedger(home.foundation);
  const founded = statement.organisations.map(({ mspId }) => mspId);
  const present = topology.organisations.map(({ mspId }) => mspId).sort();
  if (statement.consortium !== topology.consortium || founded.join() !== present.join()) {
    throw otherLedger(`${home.path} was founded for ${statement.consortium}, this is ${topology.consortium}`);
  }
}

function otherLedger(detail: string): QuanchengError {
  return new QuanchengError('HOME_HOLDS_OTHER_LEDGER', detail);
}
