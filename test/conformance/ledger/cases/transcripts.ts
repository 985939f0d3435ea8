import { expect } from 'chai';
import { differences } from '../../transcript/differences.js';
import { normaliseOutcome } from '../../transcript/normalise-outcome.js';
import { readTranscript } from '../../transcript/read-transcript.js';
import { recordTranscript } from '../../transcript/record-transcript.js';
import { scenarios } from '../../transcript/scenarios/index.js';
import type { LedgerCase } from '../ledger-case.js';

/** Each recorded scenario, played again: the outcome must be that of the recording, word for word. */
export const transcriptCases: readonly LedgerCase[] = scenarios.map((scenario) => ({
  id: `transcript/${scenario.name}`,
  about: scenario.about,
  run: async ({ backend, sessions }) => {
    const recorded = await readTranscript(scenario.name);
    const played = await recordTranscript(backend.target, scenario, sessions);
    const [actual, expected] = [played, recorded].map(({ outcome }) => normaliseOutcome(outcome));
    expect(differences(actual, expected)).to.deep.equal([]);
    expect(actual).to.deep.equal(expected);
  },
}));
