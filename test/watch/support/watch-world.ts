import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalize,
  formatEnvelope,
  formatPromise,
  parseCheckpoint,
  parseLedgerId,
  parseNote,
  payloadTypes,
  signEnvelope,
  type JsonObject,
  type LogPromise,
  type Signer,
} from '@quancheng/protocol';
import {
  newGatewaySource,
  newLedgerView,
  newWitnessSource,
  nodeWatchFiles,
  openWatcher,
  type WatchConfiguration,
  type Watcher,
} from 'quancheng';
import type { FraudResult } from '@quancheng/verifier';
import { runHere } from '../../cli/support/run-here.js';
import { LOG_ORIGIN, logKey } from '../../gateway/support/gateway-world.js';
import { bytesOf, signedDocument } from '../../gateway/support/records.js';
import { getUntil, post, until } from '../../gateway/support/http.js';
import { AGENCY } from '../../chaincode/support/test-world.js';
import { LEDGER } from '../../chaincode/support/statements.js';
import { openWitnessWorld, type WitnessWorld } from '../../witness/support/witness-world.js';
import { entriesOf, ForgedLog } from './forged-log.js';
import { openLyingGateway, type LyingGateway } from './lying-gateway.js';

/** A gateway with two witnesses, a liar before it, and whatever a monitor keeps. */
export interface WatchWorld {
  readonly world: WitnessWorld;
  readonly liar: LyingGateway;
  /** Where promises are kept. */
  readonly promises: string;
  readonly home: string;
  /** A monitor; by default with a memory of its own, behind the liar, patient with nothing. */
  watch(change?: Partial<WatchConfiguration>): Promise<TestWatcher>;
  /** The proof of a finding, as \`quancheng verify\` judges it offline. */
  verified(watcher: TestWatcher, code: string): Promise<FraudResult>;
  /** Deposits a document and keeps its receipt; returns when it is anchored and cosigned. */
  deposit(id: string, isCosigned?: boolean): Promise<JsonObject>;
  /** Keeps a gateway's answer. */
  receive(id: string, receipt: string): Promise<void>;
  /** Writes a promise that the log's key signed. */
  keepPromise(name: string, promise: Partial<LogPromise>, signer?: Signer): Promise<void>;
  /** Removes it again. */
  forget(name: string): Promise<void>;
  /** A log of the same key with the real log's first entries. */
  forge(prefix?: number): Promise<ForgedLog>;
  /** Makes the liar show that log. */
  show(log: ForgedLog): void;
  close(): Promise<void>;
}

export interface TestWatcher extends Watcher {
  readonly directory: string;
}

const HOUR = 3_600_000;

export async function openWatchWorld(): Promise<WatchWorld> {
  const world = await openWitnessWorld(2, 2);
  const liar = await openLyingGateway(() => world.gateway.address);
  const home = await mkdtemp(join(tmpdir(), 'quancheng-watch-'));
  const promises = join(home, 'promises');
  await mkdir(promises);
  await writeFile(join(home, 'trust-root.json'), world.configuration.trustRoot);
  let memories = 0;
  const receive = (id: string, receipt: string) => writeFile(join(promises, `${id}.json`), receipt);
  const prefix = () => `${world.gateway.address}/log`;
  return {
    world,
    liar,
    home,
    promises,
    async watch(change = {}) {
      memories += 1;
      const directory = change.directory ?? join(home, `memory-${memories}`);
      const watcher = await openWatcher({
        files: nodeWatchFiles,
        trustRoot: () => world.trustRoot,
        logs: [newGatewaySource(liar.address)],
        witnesses: world.witnesses.map(({ address }) => newWitnessSource(address)),
        ledger: newLedgerView(undefined, [world.gateway.address], () => world.trustRoot),
        promiseFolders: [promises],
        bounds: { stalled: HOUR, away: 0, clock: 120_000 },
        clock: Date.now,
        ...change,
        directory,
      });
      return { ...watcher, directory };
    },
    async verified({ findings, directory }, code) {
      const proof = findings.standing().find((each) => each.code === code)?.proof;
      if (proof === undefined) throw new Error(`no proof of ${code}`);
      const exitCode = process.exitCode;
      const words = ['verify', join(directory, 'findings', proof), '--json'];
      const { output } = await runHere(home, [...words, '--trust-root', join(home, 'trust-root.json')]);
      process.exitCode = exitCode;
      return JSON.parse(output) as FraudResult;
    },
    async deposit(id, isCosigned = true) {
      const receipt = await post(`${world.gateway.address}/v1/records`, bytesOf(signedDocument(id)));
      await receive(id, receipt.text);
      await getUntil(`${world.gateway.address}/v1/records/${AGENCY}/${id}/proof`, 200);
      const size = (receipt.json['index'] as number) + 1;
      if (!isCosigned) return receipt.json;
      await until(
        async () => (await fetch(`${prefix()}/cosigned-checkpoint`)).text(),
        (note) => note.startsWith(LOG_ORIGIN) && sizeOf(note) >= size,
      );
      return receipt.json;
    },
    receive,
    async keepPromise(name, promise, signer = logKey) {
      const now = Date.now();
      const payload = formatPromise({
        schema: 'quancheng/promise/v1',
        audience: parseLedgerId(LEDGER),
        origin: LOG_ORIGIN,
        first: 0,
        size: 1,
        received: new Date(now - 1_000).toISOString(),
        includedBy: new Date(now + HOUR).toISOString(),
        ...(promise.batch === undefined ? { leaf: '00'.repeat(32) } : {}),
        ...promise,
      });
      const envelope = signEnvelope(payloadTypes.promise, payload, [signer]);
      await writeFile(join(promises, `${name}.promise.json`), formatEnvelope(envelope));
    },
    forget: (name) => rm(join(promises, `${name}.promise.json`)),
    async forge(size) {
      const note = await (await fetch(`${prefix()}/checkpoint`)).text();
      const entries = await entriesOf(prefix(), sizeOf(note));
      return new ForgedLog(LOG_ORIGIN, logKey, entries.slice(0, size));
    },
    show(log) {
      liar.lie = (path) => {
        if (!path.startsWith('/log/')) return undefined;
        return log.serve(path.slice('/log/'.length)) ?? 404;
      };
    },
    async close() {
      await liar.close();
      await world.close();
      await rm(home, { recursive: true });
    },
  };
}

export function sizeOf(note: string): number {
  return parseCheckpoint(parseNote(note).text).size;
}

/** Codes of what stands, each once, in order. */
export function codesOf(watcher: Watcher): string[] {
  return [...new Set(watcher.findings.standing().map(({ code }) => code))].sort();
}

/** A log entry's bytes. */
export function entryBytes(received: string, change: JsonObject = {}): Uint8Array {
  return canonicalize({
    schema: 'quancheng/entry/v1',
    kind: 'document',
    sha256: '11'.repeat(32),
    sm3: '22'.repeat(32),
    envelope: '33'.repeat(32),
    received,
    ...change,
  });
}
