import {
  decodeBase64,
  parsePublicKey,
  QuanchengError,
  verifyEnvelope,
  type Envelope,
  type GenesisStatement,
  type PublicKey,
} from '@quancheng/protocol';
import { decide, type Decision } from '../decisions/decision.js';
import type { KeyRecord } from '../participants/key-records.js';
import type { Participant } from '../participants/participant.js';
import { readStatement } from '../statements/read-statement.js';
import type { Change } from '../state/records.js';
import type { LedgerTime, Tick } from '../ticks/tick.js';
import { isUscc } from '../uscc/uscc.js';
import { LEDGER_SCHEMA, STATE_VERSION, type LedgerRecord } from './ledger-record.js';

export interface GenesisEvent {
  readonly ledger: string;
  readonly genesis: string;
}

/** The tick that a ledger begins with; tick 0 stands before it, so that tick 1 can be named at once. */
const FIRST_TICK = 1;

/** Why the first registrar's code may fail GB 32100: every organisation has signed it as it is. */
const GENESIS_OVERRIDE = 'genesis';

/**
 * Opens the ledger that a genesis statement describes.
 * @param existing what is there already
 * @param channel the channel on which this transaction runs
 * @param now the transaction's time
 */
export function openLedger(
  existing: LedgerRecord | undefined,
  envelope: Envelope,
  channel: string,
  now: string,
): Decision<GenesisEvent, LedgerRecord> {
  return decide(() => {
    if (existing !== undefined) throw new QuanchengError('LEDGER_EXISTS', `ledger ${existing.ledger} exists`);
    const { statement, digest, publicKeys } = verifyGenesis(envelope);
    if (statement.channel !== channel) {
      throw new QuanchengError('CHANNEL_MISMATCH', `genesis is for ${statement.channel}, this is ${channel}`);
    }
    const ledger = newLedgerRecord(statement, digest);
    return {
      outcome: 'accepted',
      changes: firstRecords(ledger, statement, publicKeys, now),
      event: { ledger: ledger.ledger, genesis: digest },
      result: ledger,
    };
  });
}

interface VerifiedGenesis {
  readonly statement: GenesisStatement;
  readonly digest: string;
  /** In the order of the signers. */
  readonly publicKeys: readonly PublicKey[];
}

/** The statement brings its signers' keys itself: what makes it the genesis is that every organisation endorses it. */
function verifyGenesis(envelope: Envelope): VerifiedGenesis {
  const { statement, digest } = readStatement(envelope);
  if (statement.schema !== 'quancheng/genesis/v1') {
    throw new QuanchengError('STATEMENT_INVALID', '/schema: expected a genesis statement');
  }
  const publicKeys = statement.publicKeys.map((encoded) => parsePublicKey(decodeBase64(encoded)));
  const required = statement.signers.map((signer) => signer.key);
  verifyEnvelope(envelope, new Map(publicKeys.map((key) => [key.keyId, key])), required);
  return { statement, digest, publicKeys };
}

function newLedgerRecord(statement: GenesisStatement, genesis: string): LedgerRecord {
  const { consortium, channel, chaincode, organisations, registrar, recoveryThreshold, tickPeriod } =
    statement;
  return {
    schema: LEDGER_SCHEMA,
    ledger: statement.audience,
    consortium,
    channel,
    chaincode,
    organisations,
    registrar: registrar.id,
    recoveryThreshold,
    tickPeriod,
    genesis,
    stateVersion: STATE_VERSION,
  };
}

function firstRecords(
  ledger: LedgerRecord,
  statement: GenesisStatement,
  publicKeys: readonly PublicKey[],
  now: string,
): readonly Change[] {
  const newest: Tick = { number: FIRST_TICK, time: now };
  const at: LedgerTime = { tick: FIRST_TICK, time: now };
  const keys = statement.signers.map(({ participant }, index): Change => {
    const value = newGenesisKey(
      participant,
      publicKeys[index],
      statement.publicKeys[index],
      ledger.genesis,
      at,
    );
    return { kind: 'key', value };
  });
  return [
    { kind: 'ledger', value: ledger },
    { kind: 'tick', value: { number: FIRST_TICK - 1, time: now } },
    { kind: 'tick', value: newest },
    { kind: 'participant', value: firstRegistrar(statement, at) },
    ...keys,
  ];
}

/** Administrators' keys are registered like the registrar's: recoveries are verified against them. */
function newGenesisKey(
  participant: string,
  publicKey: PublicKey | undefined,
  encoded: string | undefined,
  command: string,
  registered: LedgerTime,
): KeyRecord {
  if (publicKey === undefined || encoded === undefined) {
    throw new QuanchengError('STATEMENT_INVALID', 'publicKeys lacks a signer’s key');
  }
  const { keyId: key, algorithm } = publicKey;
  return { key, publicKey: encoded, algorithm, participant, registered, command };
}

function firstRegistrar(statement: GenesisStatement, registered: LedgerTime): Participant {
  const { id, name, key } = statement.registrar;
  const override = isUscc(id) ? {} : { usccOverride: GENESIS_OVERRIDE };
  return {
    id,
    name,
    type: 'registrar',
    uscc: id,
    ...override,
    roles: ['registrar'],
    keys: [key],
    version: 1,
    registered,
  };
}
