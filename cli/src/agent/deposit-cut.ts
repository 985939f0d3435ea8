import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { depositFiles, type FileOptions } from '../deposit/deposit-files.js';
import { depositRowFile, type RowOptions } from '../deposit/deposit-row-file.js';
import type { DepositSession } from '../deposit/deposit-session.js';
import { writeOtherPromises } from '../deposit/write-other-promises.js';
import { writeEvidence } from '../deposit/write-evidence.js';
import { listDeposits, type OutboxAcknowledgement } from '@quancheng/sdk/node';
import type { CutStore } from './cut-store.js';
import type { Cut } from './cut.js';

/** How cuts are deposited: as `quancheng deposit` would, into the agent's own folders. */
export interface CutDepositor {
  /** Signs and sends; once it returns a log has promised it. */
  deposit(cut: Cut): Promise<CutDeposit>;
  /** Waits for the anchor and writes the evidence, and forgets what was only needed until then. */
  finish(cut: Cut, deposit: CutDeposit): Promise<void>;
  /** Asks about finished cuts that a second log may have promised, too; forgets those of which that is known. */
  settle(): Promise<void>;
}

/** A cut that is promised. */
export interface CutDeposit {
  /** Its outbox. */
  readonly folder: string;
  /** Addresses of the gateways that have its evidence. */
  readonly gateways: readonly string[];
}

/** Milliseconds to wait for an anchor. */
const PATIENCE = 60_000;

export function newCutDepositor(
  session: DepositSession,
  store: CutStore,
  folders: { readonly outbox: string; readonly evidence: string },
  options: Omit<RowOptions & FileOptions, 'outDir' | 'again'>,
): CutDepositor {
  // Each cut has an outbox of its own: two cuts may have the same bytes.
  const outboxOf = ({ number }: Cut): string => join(folders.outbox, String(number));
  const common = { ...options, outDir: folders.evidence };
  return {
    async deposit(cut) {
      const own = { ...session, outboxes: outboxOf(cut) };
      const path = store.path(cut);
      if (cut.kind === 'rows') {
        const catalogue = options.catalogue ?? session.profile.catalogue ?? basename(cut.source);
        const { folder, acknowledgements } = await depositRowFile(own, path, { ...common, catalogue });
        return { folder, gateways: gatewaysOf(acknowledgements) };
      }
      const title = cut.document?.name ?? basename(path);
      const [deposit] = await depositFiles(own, [path], { ...common, title });
      if (deposit === undefined) throw new Error('nothing was deposited');
      return { folder: deposit.folder, gateways: gatewaysOf([deposit.acknowledgement]) };
    },
    async finish(cut, deposit) {
      const { paths, job } = await writeEvidence(session, deposit.folder, PATIENCE);
      await store.finish(cut, paths);
      if (job.unsettled !== true) await rm(outboxOf(cut), { recursive: true, force: true });
    },
    async settle() {
      const left = (await readdir(folders.outbox)).filter((name) => !store.waiting.has(Number(name)));
      for (const name of left) {
        const outboxes = join(folders.outbox, name);
        let isKnown = true;
        for (const { folder } of await listDeposits(outboxes))
          isKnown = (await writeOtherPromises(session.client, folder)) && isKnown;
        if (isKnown) await rm(outboxes, { recursive: true, force: true });
      }
    },
  };
}

function gatewaysOf(acknowledgements: readonly OutboxAcknowledgement[]): readonly string[] {
  return [...new Set(acknowledgements.flatMap(({ gateway }) => gateway ?? []))];
}
