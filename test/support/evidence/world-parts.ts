import {
  encodeHex,
  encodeUtf8,
  envelopeDigest,
  formatCheckpoint,
  formatNote,
  newNoteSigner,
  parseRootHash,
  sha256,
  signNote,
  statementDigests,
  type Envelope,
  type JsonObject,
  type LogEntry,
  type Signer,
} from '@quancheng/protocol';
import { CHAINCODE, CHANNEL, LEDGER, ORIGIN, type TestConsortium } from './consortium.js';
import { saltOf, signerList, type TestSigner } from './statements.js';
import type { TestLedger } from './test-ledger.js';

export const RECEIVED = '2026-11-23T08:00:01.234Z';
/** Digest of the command that wrote what it is said to have written. */
export const COMMAND = encodeHex(sha256(encodeUtf8('a command')));

export function anchorKey(size: number): string {
  return `anchor/${ORIGIN}/${String(size).padStart(16, '0')}`;
}

export function checkpointText(size: number, root: Uint8Array): string {
  return formatCheckpoint({ origin: ORIGIN, size, rootHash: parseRootHash(root) });
}

export function signedCheckpoint(size: number, root: Uint8Array, ...signers: readonly Signer[]): string {
  return formatNote(
    signNote(
      checkpointText(size, root),
      signers.map((signer) => newNoteSigner(ORIGIN, signer)),
    ),
  );
}

export function entryOf(statement: JsonObject, payload: Uint8Array, envelope: Envelope): LogEntry {
  return {
    schema: 'quancheng/entry/v1',
    kind: statement['schema'] === 'quancheng/document/v1' ? 'document' : 'sharing-event',
    ...statementDigests(payload),
    envelope: envelopeDigest(envelope),
    received: RECEIVED,
  };
}

export function batchStatement(
  id: string,
  root: string,
  size: number,
  signers: readonly TestSigner[],
): JsonObject {
  return {
    audience: LEDGER,
    id,
    issued: '2026-11-23T08:00:00.000Z',
    root,
    salt: saltOf(id),
    schema: 'quancheng/batch/v1',
    signers: signerList(signers),
    size,
  };
}

export function ledgerTime(state: TestLedger): JsonObject {
  const { number, time } = state.tick();
  return { tick: number, time };
}

export function ledgerState({ organisations, content }: TestConsortium): JsonObject {
  return {
    chaincode: CHAINCODE,
    channel: CHANNEL,
    consortium: content.consortium,
    genesis: COMMAND,
    ledger: LEDGER,
    organisations: organisations.map(({ mspId, operator, administrator }) => {
      return { administrator: administrator.publicKey.keyId, mspId, name: operator, operator };
    }),
    recoveryThreshold: 1,
    registrar: organisations[0]!.mspId,
    schema: 'quancheng/ledger/v1',
    stateVersion: 1,
    tickPeriod: 10,
  };
}
