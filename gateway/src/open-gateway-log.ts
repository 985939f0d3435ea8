import { join } from 'node:path';
import type { Ledger } from '@quancheng/ledger';
import { isQuanchengError } from '@quancheng/protocol';
import type { AnchorStore } from './anchoring/anchor-store.js';
import { readLedgerHead } from './anchoring/ledger-log-state.js';
import type { LogSigner } from './anchoring/log-signer.js';
import { pause } from './anchoring/pause.js';
import { openAnchors } from './store/level-anchor-store.js';
import { decodeSubmission } from './deposit/decode-submission.js';
import {
  openEvidenceLog,
  type EvidenceLog,
  type FileLayer,
  type Head,
  type HeadSource,
  type LogStages,
} from './log/index.js';

const RETRY = 2_000;

/** The log and the notes of its anchored checkpoints, in one folder. */
export interface GatewayLog {
  readonly log: EvidenceLog;
  readonly anchors: AnchorStore;
}

export interface GatewayLogOptions {
  readonly directory: string;
  readonly ledger: Ledger;
  readonly signer: LogSigner;
  readonly files?: FileLayer | undefined;
  /** Who is told what passes the log's stages. */
  readonly stages: LogStages;
  /** Heads that others than the ledger are known to hold. */
  readonly otherHeads: () => readonly Head[];
  /** Ends the wait for the ledger. */
  readonly signal: AbortSignal;
  /** Called each time that the ledger could not be reached. */
  readonly onWaiting: (error: unknown) => void;
}

/**
 * Opens the log for appending, which it is only once its tree has been compared with the ledger's head: a restored
 * older backup must promise nothing. So while the ledger is away, this waits.
 * @throws LOG_FORK_REFUSED, LOG_LOCKED and the log's other errors; LOG_HEADS_UNKNOWN if the signal ends the wait
 */
export async function openGatewayLog({
  directory,
  ledger,
  signer,
  files,
  stages,
  otherHeads,
  signal,
  onWaiting,
}: GatewayLogOptions): Promise<GatewayLog> {
  const options = {
    directory: join(directory, 'log'),
    origin: signer.origin,
    signers: signer.notes,
    decode: decodeSubmission,
    stages,
    heads: headSource(ledger, signer.origin, otherHeads),
    ...(files === undefined ? {} : { files }),
  };
  for (;;) {
    try {
      const log = await openEvidenceLog(options);
      try {
        return { log, anchors: await openAnchors(directory) };
      } catch (error) {
        await log.close();
        throw error;
      }
    } catch (error) {
      if (!isQuanchengError(error, 'LOG_HEADS_UNKNOWN') || signal.aborted) throw error;
      onWaiting(error);
    }
    await pause(RETRY, signal);
  }
}

/** The head that the ledger holds of a log, none before it is registered, and those of others. */
function headSource(ledger: Ledger, origin: string, otherHeads: () => readonly Head[]): HeadSource {
  return async () => {
    const head = await readLedgerHead(ledger, origin);
    return [...(head === undefined ? [] : [{ ...head, holder: 'ledger' }]), ...otherHeads()];
  };
}
