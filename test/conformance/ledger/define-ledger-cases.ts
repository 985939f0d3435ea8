import type { BackendName, LedgerBackend } from './backends/ledger-backend.js';
import { declaredDifferences } from './declared-differences.js';
import type { LedgerCase } from './ledger-case.js';
import { ledgerCases } from './ledger-cases.js';
import { Sessions, type Stage, onStage } from './stage.js';

/** What became of the cases on one back end. */
export interface PlayedCases {
  readonly name: BackendName;
  /** Ids in the order in which they were played, whatever came of them. */
  readonly ids: readonly string[];
  /** True if the back end was not started because its programs are not here. */
  readonly isMissing: () => boolean;
}

/** Defines one test for each case on a back end that `start` starts; undefined skips them all. */
export function defineLedgerCases(
  name: BackendName,
  start: () => Promise<LedgerBackend | undefined>,
): PlayedCases {
  const ids: string[] = [];
  let backend: LedgerBackend | undefined;
  let sessions: Sessions | undefined;
  let isMissing = false;

  before(async function () {
    this.timeout(180_000);
    backend = await start();
    isMissing = backend === undefined;
    if (backend === undefined) this.skip();
    sessions = new Sessions(backend);
  });
  after(async function () {
    this.timeout(60_000);
    sessions?.close();
    await backend?.stop();
  });

  for (const each of ledgerCases) {
    it(`${each.id}: ${each.about}`, async () => {
      ids.push(each.id);
      await onStage(sessions!, each.id, (stage) => runCase(each, name, stage));
    });
  }
  return { name, ids, isMissing: () => isMissing };
}

/** A difference that is declared must be there: the case fails on that back end, or the declaration is out of date. */
async function runCase({ id, run }: LedgerCase, name: BackendName, stage: Stage): Promise<void> {
  const declared = declaredDifferences.find((each) => each.id === id && each.backend === name);
  if (declared === undefined) {
    await run(stage);
    return;
  }
  const isDifferent = await run(stage).then(
    () => false,
    () => true,
  );
  if (!isDifferent) throw new Error(`declared as different, but it is not: ${declared.reason}`);
}
