import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { plantOnLedger } from '../personal-data/control.js';
import { patternsOf } from '../personal-data/encodings.js';
import { planted } from '../personal-data/planted.js';
import { runGateway } from '../personal-data/run-gateway.js';
import { scanFolder } from '../personal-data/scan.js';
import { bank } from '../support/parties.js';
import { populate } from '../support/populate.js';
import type { RightsBackend } from '../support/rights-backend.js';
import { openRightsStage, type RightsStage } from '../support/rights-stage.js';
import { CONSENT } from '../support/story.js';

/** What is written beside the ledger in the positive control, since no JSON can hold it. */
const byHand = ['utf-16le', 'utf-16be', 'escaped', 'sha-256', 'sm3', 'hex upper'];

/** What is public of the story, to see that the scan looks where things are. */
const publicTexts = { consent: CONSENT, data: '居民用水量汇总', title: '文件 notice' };
const whereTheyAre = {
  consent: [/^ledger\/.*[^#]$/m, /^ledger\/.*#$/m, /^gateway\/.*#$/m],
  data: [/^ledger\/.*[^#]$/m, /^ledger\/.*#$/m, /^gateway\/.*#$/m],
  title: [/^gateway\/.*[^#]$/m],
};

/** The last case on its ledger, which it stops: no database may be open while it is read. */
export function definePersonalData(
  stageOf: () => RightsStage,
  backendOf: () => RightsBackend,
  startAnother: () => Promise<RightsBackend>,
): void {
  describe('personal data of the story', () => {
    it('are nowhere in what the ledger and a gateway wrote', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'quancheng-personal-'));
      const { world, must } = stageOf();
      const last = await must('consent.acknowledge', CONSENT, {}, bank);
      await runGateway(world, join(folder, 'gateway'), last.block);
      await stageOf().close();
      await backendOf().stop();
      await cp(backendOf().directory, join(folder, 'ledger'), { recursive: true });
      const personal = await scanFolder(folder, patternsOf(planted));
      const named = await scanFolder(folder, patternsOf(publicTexts));
      await rm(folder, { recursive: true });
      expect(personal).to.deep.equal([]);
      for (const [datum, places] of Object.entries(whereTheyAre)) {
        const found = named.filter((each) => each.datum === datum).map(({ where }) => where);
        for (const place of places) expect(found.join('\n'), datum).to.match(place);
      }
    });

    it('are found, in every encoding, where somebody did put them', async () => {
      const backend = await startAnother();
      try {
        const stage = await openRightsStage(backend);
        await populate(stage);
        await plantOnLedger(stage, planted);
        await stage.close();
        await backend.stop();
        await expectAllFound(backend.directory);
      } finally {
        await backend.remove();
      }
    });
  });
}

async function expectAllFound(directory: string): Promise<void> {
  const patterns = patternsOf(planted);
  for (const { datum, encoding, bytes } of patterns) {
    const name = `${datum}.${encoding.replaceAll(' ', '-')}`;
    if (byHand.includes(encoding)) await writeFile(join(directory, `${name}.bin`), gzipSync(bytes));
  }
  const findings = await scanFolder(directory, patterns);
  const isFound = (datum: string, encoding: string, inside: RegExp): boolean =>
    findings.some((each) => each.datum === datum && each.encoding === encoding && inside.test(each.where));
  for (const datum of Object.keys(planted)) {
    const ofLedger = ['raw', 'raw base64+0', 'hex', 'sha-256 hex', 'sm3 hex'];
    for (const encoding of ofLedger) {
      expect(isFound(datum, encoding, /#$/), `${datum} ${encoding} in the state`).to.equal(true);
    }
    // Commands are envelopes, so blocks hold their payloads in Base64, wherever in a group of three a text begins.
    for (const encoding of ['raw', 'hex', 'sha-256 hex', 'sm3 hex']) {
      const found = [0, 1, 2].some((offset) => isFound(datum, `${encoding} base64+${offset}`, /./));
      expect(found, `${datum} ${encoding} in envelopes`).to.equal(true);
    }
    for (const encoding of byHand) {
      expect(isFound(datum, encoding, /\.bin#$/), `${datum} ${encoding} decompressed`).to.equal(true);
    }
  }
}
