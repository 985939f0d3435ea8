import {
  batchLeaf,
  canonicalize,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  entryLeafHash,
  envelopeDigest,
  formatPromise,
  payloadTypes,
  sha256,
  signEnvelope,
  type Envelope,
  type JsonObject,
  type LogEntry,
  type LogPromise,
  type SignedRecord,
  type Signer,
  type TlogProof,
} from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { LEDGER, newTestConsortium, ORIGIN, type TestConsortium } from './consortium.js';
import { auditPath, naiveTree, treeHash, type TestTree } from './merkle-tree.js';
import { buildRead } from './read-builder.js';
import type { ReadOptions } from './read-parts.js';
import type { TestSigner } from './statements.js';
import { newTestLedger, type TestLedger } from './test-ledger.js';
import {
  anchorKey,
  batchStatement,
  checkpointText,
  COMMAND,
  entryOf,
  ledgerState,
  ledgerTime,
  RECEIVED,
  signedCheckpoint,
} from './world-parts.js';

/** A record that is in the test log. */
export interface Deposited {
  readonly record: SignedRecord;
  readonly statement: JsonObject;
  readonly signers: readonly TestSigner[];
  readonly entry: LogEntry;
  readonly index: number;
  /** The log's promise about it. */
  readonly promise: Envelope;
}

export interface Anchored {
  readonly note: string;
  readonly origin: string;
  readonly size: number;
  readonly previous: number | undefined;
}

/** A synthetic consortium, ledger and log, in which evidence comes about as in the real ones, only at once. */
export class TestWorld {
  readonly state: TestLedger = newTestLedger();
  readonly leaves: Uint8Array[] = [];
  readonly anchors: Anchored[] = [];

  constructor(
    readonly consortium: TestConsortium = newTestConsortium(),
    readonly tree: TestTree = naiveTree,
  ) {
    this.state.put('ledger', ledgerState(consortium));
    this.state.advance();
    this.anchor();
  }

  /** Registers a participant with these keys, or adds keys to it. */
  register(participant: string, signers: readonly Signer[]): void {
    this.state.nextBlock();
    const registered = ledgerTime(this.state);
    const known = this.state.get(`participant/${participant}`)?.value as JsonObject | undefined;
    const keys = signers.map(({ publicKey }) => publicKey.keyId);
    this.state.put(`participant/${participant}`, {
      id: participant,
      keys: [...((known?.['keys'] ?? []) as string[]), ...keys].sort(),
      name: `单位 ${participant}`,
      registered,
      roles: ['depositor'],
      type: 'agency',
      uscc: participant,
      version: ((known?.['version'] ?? 0) as number) + 1,
    });
    for (const { publicKey } of signers) {
      const { keyId: key, algorithm, spki } = publicKey;
      this.state.put(`key/${key}`, {
        algorithm,
        command: COMMAND,
        key,
        participant,
        publicKey: encodeBase64(spki),
        registered,
      });
    }
  }

  revoke(signer: Signer, reason = 'superseded'): void {
    this.state.nextBlock();
    const key = signer.publicKey.keyId;
    this.state.put(`revocation/${key}`, { at: ledgerTime(this.state), command: COMMAND, key, reason });
  }

  /** Alleges a compromise since a time, which revokes the key, too. */
  compromise(signer: Signer, since: string): void {
    this.revoke(signer, 'compromised');
    const key = signer.publicKey.keyId;
    this.state.put(`compromise/${key}`, { at: ledgerTime(this.state), command: COMMAND, key, since });
  }

  /** Deposits a singly signed record. */
  deposit(statement: JsonObject, signers: readonly TestSigner[]): Deposited {
    const payload = canonicalize(statement);
    const envelope = signEnvelope(
      payloadTypes.statement,
      payload,
      signers.map((each) => each.signer),
    );
    const entry = entryOf(statement, payload, envelope);
    const index = this.append(entry);
    const promise = this.promise({ first: index, size: 1, leaf: encodeHex(entryLeafHash(entry)) });
    return { record: { envelope }, statement, signers, entry, index, promise };
  }

  /** Deposits statements as members of one batch; `<id>.<index>` must be their ids. */
  depositBatch(id: string, members: readonly JsonObject[], signers: readonly TestSigner[]): Deposited[] {
    const payloads = members.map(canonicalize);
    const leaves = payloads.map(batchLeaf);
    const envelope = signEnvelope(
      payloadTypes.statement,
      canonicalize(batchStatement(id, encodeHex(treeHash(leaves)), members.length, signers)),
      signers.map((each) => each.signer),
    );
    const first = this.leaves.length;
    const batch = { envelope: envelopeDigest(envelope), root: encodeHex(treeHash(leaves)) };
    const promise = this.promise({ first, size: members.length, batch });
    return members.map((statement, member) => {
      const payload = payloads[member]!;
      const path = auditPath(member, leaves).map(encodeHex);
      const entry = { ...entryOf(statement, payload, envelope), member };
      const record = { batch: { envelope, index: member, path }, payload: encodeBase64(payload) };
      return { record, statement, signers, entry, index: this.append(entry), promise };
    });
  }

  promise(part: Partial<LogPromise>): Envelope {
    const promise = {
      schema: 'quancheng/promise/v1',
      audience: LEDGER,
      origin: ORIGIN,
      received: RECEIVED,
      includedBy: '2026-11-23T09:00:01.234Z',
      ...part,
    } as LogPromise;
    return signEnvelope(payloadTypes.promise, formatPromise(promise), [this.consortium.logSigner]);
  }

  /** Signs a checkpoint of all entries so far and writes its anchor. */
  anchor(): Anchored {
    this.state.nextBlock();
    const size = this.leaves.length;
    const previous = this.anchors.at(-1)?.size;
    const root = this.tree.root(this.leaves);
    const note = signedCheckpoint(size, root, this.consortium.logSigner);
    const anchored = { note, origin: ORIGIN, size, previous };
    this.anchors.push(anchored);
    this.state.put(anchorKey(size), {
      at: ledgerTime(this.state),
      note: encodeHex(sha256(encodeUtf8(checkpointText(size, root)))),
      number: this.anchors.length,
      origin: ORIGIN,
      ...(previous === undefined ? {} : { previous }),
      root: encodeHex(root),
      size,
    });
    return anchored;
  }

  /** The first anchor that covers a record. */
  covering({ index }: Deposited): Anchored {
    const anchor = this.anchors.find(({ size }) => size > index);
    if (anchor === undefined) throw new Error('not anchored yet');
    return anchor;
  }

  proof({ index }: Deposited, { note, size }: Anchored): TlogProof {
    return { index, hashes: this.tree.path(index, this.leaves, size), checkpoint: note };
  }

  /** The state keys that a record's package must answer. */
  keysOf({ signers }: Pick<Deposited, 'signers'>, { size, previous }: Anchored): string[] {
    const ofSigners = signers.flatMap(({ participant, signer }) => {
      const { keyId } = signer.publicKey;
      return [`participant/${participant}`, `key/${keyId}`, `revocation/${keyId}`, `compromise/${keyId}`];
    });
    const anchors = previous === undefined ? [anchorKey(size)] : [anchorKey(size), anchorKey(previous)];
    return [...new Set(['ledger', ...anchors, ...ofSigners])];
  }

  read(options: ReadOptions): Uint8Array {
    return buildRead(this.consortium, this.state, options);
  }

  packageOf(deposited: Deposited, change: Partial<EvidencePackage> = {}): EvidencePackage {
    const anchor = this.covering(deposited);
    return {
      record: deposited.record,
      entry: deposited.entry,
      proof: this.proof(deposited, anchor),
      reads: [this.read({ keys: this.keysOf(deposited, anchor) })],
      ...change,
    };
  }

  append(entry: LogEntry): number {
    return this.leaves.push(entryLeafHash(entry)) - 1;
  }
}
