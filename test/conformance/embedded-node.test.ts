import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedNode, defaultTopology, openEmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { targetOf } from './support/embedded-target.js';
import { differences } from './transcript/differences.js';
import { normaliseOutcome } from './transcript/normalise-outcome.js';
import { readTranscript } from './transcript/read-transcript.js';
import { recordTranscript } from './transcript/record-transcript.js';
import { scenarios } from './transcript/scenarios/index.js';

const contracts = join(import.meta.dirname, '../../network/fixtures/trial-chaincode');

/** Where the embedded node is known to answer in other words than real Fabric, by scenario. */
const declared: Readonly<Record<string, readonly string[]>> = {};

describe('the embedded node against transcripts of real Fabric', function () {
  this.timeout(60_000);
  let folder: string;
  let node: EmbeddedNode;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quancheng-conformance-'));
    node = await openEmbeddedNode({
      dataDirectory: folder,
      topology: defaultTopology,
      chaincode: { contracts },
    });
  });

  after(async () => {
    await node.close();
    await rm(folder, { recursive: true });
  });

  for (const scenario of scenarios) {
    it(`plays “${scenario.name}” with the same outcome, declared differences aside`, async () => {
      const recorded = await readTranscript(scenario.name);
      const played = await recordTranscript(targetOf(node), scenario);
      const found = differences(normaliseOutcome(played.outcome), normaliseOutcome(recorded.outcome));
      expect(found).to.have.members(declared[scenario.name] ?? []);
    });
  }
});
