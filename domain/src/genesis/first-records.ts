import { encodeBase64 } from '@quancheng/protocol';
import type { KeyRecord } from '../participants/key-records.js';
import type { Participant } from '../participants/participant.js';
import type { Change } from '../state/records.js';
import type { LedgerTime, Tick } from '../ticks/tick.js';
import { isUscc } from '../uscc/uscc.js';
import { LEDGER_SCHEMA, STATE_VERSION, type LedgerRecord } from './ledger-record.js';
import type { VerifiedGenesis } from './verify-genesis.js';

/** Tick 0 stands before the first one, so that the first can be named at once. */
const FIRST_TICK = 1;

/** Why the first registrar's code may fail GB 32100: every organisation has signed it as it is. */
const GENESIS_OVERRIDE = 'genesis';

export function newLedgerRecord({ statement, digest }: VerifiedGenesis): LedgerRecord {
  const { consortium, channel, chaincode, organisations, recoveryThreshold, tickPeriod } = statement;
  return {
    schema: LEDGER_SCHEMA,
    ledger: statement.audience,
    consortium,
    channel,
    chaincode,
    organisations,
    registrar: statement.registrar.id,
    recoveryThreshold,
    tickPeriod,
    genesis: digest,
    stateVersion: STATE_VERSION,
  };
}

/** Everything that a new ledger holds. */
export function firstRecords(genesis: VerifiedGenesis, now: string): readonly Change[] {
  const before: Tick = { number: FIRST_TICK - 1, time: now };
  const first: Tick = { number: FIRST_TICK, time: now };
  const at: LedgerTime = { tick: FIRST_TICK, time: now };
  return [
    { kind: 'ledger', value: newLedgerRecord(genesis) },
    { kind: 'tick', value: before },
    { kind: 'tick', value: first },
    { kind: 'participant', value: firstRegistrar(genesis, at) },
    ...firstKeys(genesis, at).map((value) => ({ kind: 'key', value }) as const),
  ];
}

/** Administrators' keys are registered like the registrar's: recoveries are verified against them. */
function firstKeys({ statement, digest, publicKeys }: VerifiedGenesis, at: LedgerTime): readonly KeyRecord[] {
  const owners = new Map(statement.signers.map(({ key, participant }) => [key, participant]));
  return publicKeys.map(({ keyId, spki, algorithm }) => ({
    key: keyId,
    publicKey: encodeBase64(spki),
    algorithm,
    // The statement's form guarantees an owner: publicKeys are those of the signers.
    participant: owners.get(keyId) ?? '',
    registered: at,
    command: digest,
  }));
}

function firstRegistrar({ statement }: VerifiedGenesis, registered: LedgerTime): Participant {
  const { id, name, key } = statement.registrar;
  const override = isUscc(id) ? {} : { usccOverride: GENESIS_OVERRIDE };
  const fixed = { type: 'registrar', roles: ['registrar'], keys: [key], version: 1 } as const;
  return { id, name, uscc: id, ...override, ...fixed, registered };
}
