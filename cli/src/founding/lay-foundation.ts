import { endorsementPolicy, type Topology } from '@quancheng/network';
import { encodeHex, payloadTypes, type Signer, signEnvelope } from '@quancheng/protocol';
import { newGenesisStatement, randomBytes } from '@quancheng/sdk';
import type { HomeFolder } from '../home/home-folder.js';
import { registrarParticipant } from './demo-participants.js';
import { type Foundation, readFoundation, writeFoundation } from './foundation.js';
import { openOperatorKey } from './operator-keys.js';
import { keyNames } from '../home/key-names.js';

/** Seconds: how exact a ledger time is, and how fast a revocation takes effect. */
const TICK_PERIOD = 10;

/** The foundation of the ledger in this folder; laid if there is none. */
export async function layFoundation(home: HomeFolder, topology: Topology): Promise<Foundation> {
  const present = await readFoundation(home);
  if (present !== undefined) return present;
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
