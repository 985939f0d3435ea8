import type { Ledger } from '@quancheng/ledger';
import { newVerifierKey, type Signer } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import type { FastifyServerOptions } from 'fastify';
import { buildWitnessApp } from './app.js';
import { newAnchorSource, type AnchorSource } from './cosigning/anchor-source.js';
import { assertOwnKey } from './cosigning/known-logs.js';
import { openEvidenceFolder } from './evidence/evidence-folder.js';
import { newWitnessMetrics } from './metrics.js';
import { openHeadStore } from './state/head-store.js';
import { nodeStateFiles, type StateFiles } from './state/state-files.js';

/** Everything that a witness is given. */
export interface WitnessConfiguration {
  /** Folder for its heads; created if need be. */
  readonly directory: string;
  /** Key name: a schema-less URL that stands for the witness (C2SP tlog-cosignature). */
  readonly name: string;
  /** The witness's Ed25519 key, used for nothing else. */
  readonly key: Signer;
  /** Whose logs are cosigned, under which keys. */
  readonly trustRoot: TrustRoot;
  /** A connection to our organisation's own peer, which stays the caller's to close; or what tells of anchors instead. */
  readonly ledger: Pick<Ledger, 'read'> | AnchorSource;
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** Milliseconds to wait for an anchor that our peer doesn't have yet (default 2 s). */
  readonly anchorPatience?: number;
  readonly logger?: FastifyServerOptions['logger'];
  readonly files?: StateFiles;
  /** Milliseconds since the epoch; default: the system's clock. */
  readonly clock?: () => number;
}

/** A witness that is up. */
export interface RunningWitness {
  /** Where it really listens, which is its submission and monitoring prefix. */
  readonly address: string;
  close(): Promise<void>;
}

const ANCHOR_PATIENCE = 2_000;

/**
 * Reads what it has cosigned and listens.
 * @throws WITNESS_KEY_DUPLICATE, WITNESS_STATE_DAMAGED, NOTE_MALFORMED (name or key); the system's EADDRINUSE, EACCES
 */
export async function startWitness(configuration: WitnessConfiguration): Promise<RunningWitness> {
  const { directory, name, trustRoot, ledger, files = nodeStateFiles, port, host } = configuration;
  const key = newVerifierKey(name, 'cosignature', configuration.key.publicKey);
  assertOwnKey(trustRoot, key);
  await files.makeDirectory(directory);
  const heads = openHeadStore(directory, files);
  // A damaged head is found before anything is promised.
  for (const { origin } of trustRoot.logs) await heads.read(origin);
  const evidence = openEvidenceFolder(directory, files);
  const app = buildWitnessApp(
    {
      name,
      key,
      signer: configuration.key,
      trustRoot,
      heads,
      anchorOf: typeof ledger === 'function' ? ledger : newAnchorSource(ledger),
      anchorPatience: configuration.anchorPatience ?? ANCHOR_PATIENCE,
      clock: configuration.clock ?? Date.now,
      onMisbehaviour: (offered, head) => evidence.keep(offered, head),
    },
    newWitnessMetrics(),
    configuration.logger,
  );
  return { address: await app.listen({ port, host }), close: () => app.close() };
}
