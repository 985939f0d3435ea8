import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { depositFiles, type FileOptions } from '../deposit/deposit-files.js';
import { depositRowFile, type RowOptions } from '../deposit/deposit-row-file.js';
import type { DepositSession } from '../deposit/deposit-session.js';
import { writeEvidence } from '../deposit/write-evidence.js';
import type { CutStore } from './cut-store.js';
import type { Cut } from './cut.js';

/** How cuts are deposited: as `quancheng deposit` would, into the agent's own folders. */
export interface CutDepositor {
  /** Signs and sends; once it returns the log has promised it. @returns where its evidence is fetched from */
  deposit(cut: Cut): Promise<string>;
  /** Waits for the anchor and writes the evidence, and forgets what was only needed until then. */
  finish(cut: Cut, deposit: string): Promise<void>;
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
        return (await depositRowFile(own, path, { ...common, catalogue })).folder;
      }
      const title = cut.document?.name ?? basename(path);
      const [deposit] = await depositFiles(own, [path], { ...common, title });
      if (deposit === undefined) throw new Error('nothing was deposited');
      return deposit.folder;
    },
    async finish(cut, deposit) {
      const { paths } = await writeEvidence(session, deposit, PATIENCE);
      await store.finish(cut, paths);
      await rm(outboxOf(cut), { recursive: true, force: true });
    },
  };
}
