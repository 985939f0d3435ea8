import { parseTime, type BilingualText } from '@quancheng/protocol';
import { checkTrustRoot } from '../checks/check-trust-root.js';
import type { StateVersion, Tick } from '../read/endorsed-read.js';
import { openStateReads, type FreshnessOptions, type StateReads } from '../records/state-reads.js';
import { conclude } from '../record-proof/conclude.js';
import { judgeFailure } from '../record-proof/judge-failure.js';
import type { Judgement } from '../report/judge.js';
import { summaryOf } from '../report/new-result.js';
import type { TrustRootSummary } from '../report/verification-result.js';
import type { VerifyOptions } from '../session/verify-options.js';
import { locateSearch, proveCertificate, proveCollection } from './proven-asset.js';
import { newSearchChecks, type SearchCheck, type SearchChecks } from './search-checks.js';
import type { SearchState } from './search-forms.js';
import { collectionsOf } from './search-keys.js';
import { parseSearchProof } from './search-proof.js';
import { viewOf, type SearchView } from './search-view.js';

/** What a search proof proves. */
export interface ProvenSearch {
  readonly search: SearchState;
  /** The block and the transaction's place in it by which the search was recorded. */
  readonly written: StateVersion;
  /** What the register showed at the search. */
  readonly then: SearchView;
  /** What is known now, of then and since. */
  readonly now: SearchView;
  /** `now` is as of this tick. */
  readonly asOf: Tick;
}

/** What the verification of a search proof found. */
export interface SearchResult extends Judgement {
  /** Why it isn't proven; absent if it is. */
  readonly sentence?: BilingualText;
  /** As far as they were made: nothing is judged behind one that doesn't match. */
  readonly checks: readonly SearchCheck[];
  /** Only if it is proven. */
  readonly proven?: ProvenSearch;
  readonly trustRoot?: TrustRootSummary;
  readonly verifiedAt: string;
}

/** Besides what every verification takes: how fresh the reads must be, for whoever asked just now. */
export type SearchOptions = VerifyOptions & FreshnessOptions;

/**
 * Verifies a search proof offline (docs/specs/pledges.md): bytes, a pinned trust root and a time, and nothing else.
 * @throws STATEMENT_INVALID if options.time is no Time
 */
export function verifySearch(bytes: Uint8Array, options: SearchOptions): SearchResult {
  parseTime(options.time);
  const { time: verifiedAt } = options;
  const checks = newSearchChecks();
  try {
    const proof = checks.run('file', () => parseSearchProof(bytes));
    const root = checks.run('trust-root', () => checkTrustRoot(options.trustRoot));
    const state = checks.run('reads', () => openStateReads(proof.reads, root, options));
    const proven = prove(checks, state, proof.search);
    return {
      ...conclude(root, options),
      checks: checks.list,
      proven,
      trustRoot: summaryOf(root),
      verifiedAt,
    };
  } catch (error) {
    return { ...judgeFailure(error), checks: checks.list, verifiedAt };
  }
}

function prove(checks: SearchChecks, state: StateReads, name: string): ProvenSearch {
  const { search, written } = checks.run('search', () => locateSearch(state, name));
  const certificate = checks.run('certificate', () => proveCertificate(state, search));
  const names = collectionsOf(search.certificate);
  const pledges = checks.run('pledges', () => proveCollection(state, names.pledges, search.pledges));
  const holds = checks.run('holds', () => proveCollection(state, names.holds, search.holds));
  const { asOf } = pledges;
  const [then, now] = checks.run('views', () => [
    viewOf({
      certificate: certificate.then,
      pledges: pledges.then,
      holds: holds.then,
      time: search.at.time,
    }),
    viewOf({ certificate: certificate.now, pledges: pledges.now, holds: holds.now, time: asOf.time }),
  ]);
  return { search, written, then, now, asOf };
}
