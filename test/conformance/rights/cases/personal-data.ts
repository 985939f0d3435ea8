import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { plantOnLedger } from '../personal-data/control.js';
import { patternsOf } from '../personal-data/encodings.js';
import { plantByHand } from '../personal-data/plant.js';
import { planted } from '../personal-data/planted.js';
import { runGateway } from '../personal-data/run-gateway.js';
import { scanFolder, type Finding } from '../personal-data/scan.js';
import type { Stores } from '../personal-data/stores.js';
import { bank } from '../support/parties.js';
import { populate } from '../support/populate.js';
import type { RightsBackend } from '../support/rights-backend.js';
import { openRightsStage, type RightsStage } from '../support/rights-stage.js';
import { CONSENT } from '../support/story.js';

/** What is public of the story, to see that the scan looks where things are. */
const publicTexts = { consent: CONSENT, data: '居民用水量汇总', title: '文件 notice' };

/** The last cases on their ledger, which they stop: no database may be open while it is read. */
export function definePersonalData(
  stageOf: () => RightsStage,
  backendOf: () => RightsBackend,
  stores: Stores,
): void {
  describe('personal data of the story', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'quancheng-personal-'));
    });
    after(() => rm(folder, { recursive: true }));

    it('are nowhere in what the ledger and a gateway wrote, where its public data are', async () => {
      const { world, must } = stageOf();
      const last = await must('consent.acknowledge', CONSENT, {}, bank);
      await runGateway(world, join(folder, 'gateway'), last.block);
      await stores.beforeStop(backendOf());
      await stageOf().close();
      await backendOf().stop();
      await cp(backendOf().directory, join(folder, 'ledger'), { recursive: true });
      const findings = await scanFolder(folder, [...patternsOf(planted), ...patternsOf(publicTexts)]);
      const personal = findings.filter(({ datum }) => datum in planted);
      expect(personal).to.deep.equal([]);
      for (const [datum, places] of Object.entries(stores.whereTheyAre)) {
        const found = findings.filter((each) => each.datum === datum).map(({ where }) => where);
        for (const place of places) expect([...new Set(found)].join('\n'), datum).to.match(place);
      }
    });

    it('are found, in every encoding, wherever somebody did put them: every database, every kind of file', async () => {
      // One organisation’s nodes stand for all.
      const [, ...others] = backendOf().network.topology.organisations;
      for (const { name } of others) {
        await rm(join(folder, 'ledger', 'organisations', name), { recursive: true, force: true });
      }
      const patterns = patternsOf(planted);
      const places = await plantByHand(folder, stores.files, patterns);
      const findings = await scanFolder(folder, patterns);
      for (const [place, isThere] of places) {
        const found = new Set(findings.filter(({ where }) => isThere(where)).map(nameOf));
        expect(
          patterns.map(nameOf).filter((name) => !found.has(name)),
          place,
        ).to.deep.equal([]);
      }
    });
  });
}

/** What somebody does put on a ledger is found there. */
export function defineFoundOnLedger(start: () => Promise<RightsBackend>): void {
  it('personal data are found where somebody did put them on the ledger', async () => {
    const backend = await start();
    try {
      const stage = await openRightsStage(backend);
      await populate(stage);
      await plantOnLedger(stage, planted);
      await stage.close();
      await backend.stop();
      expectFound(await scanFolder(backend.directory, patternsOf(planted)));
    } finally {
      await backend.remove();
    }
  });
}

function expectFound(findings: readonly Finding[]): void {
  const isFound = (datum: string, encoding: string, inside: RegExp): boolean =>
    findings.some((each) => each.datum === datum && each.encoding === encoding && inside.test(each.where));
  for (const datum of Object.keys(planted)) {
    for (const encoding of ['raw', 'raw base64+0', 'hex', 'sha-256 hex', 'sm3 hex']) {
      expect(isFound(datum, encoding, /#$/), `${datum} ${encoding} in the state`).to.equal(true);
    }
    // Blocks hold commands in the clear, compressed.
    for (const encoding of ['raw', 'hex', 'sha-256 hex', 'sm3 hex']) {
      expect(isFound(datum, encoding, /#zlib$/), `${datum} ${encoding} in commands`).to.equal(true);
    }
  }
}

function nameOf({ datum, encoding }: { readonly datum: string; readonly encoding: string }): string {
  return `${datum}, ${encoding}`;
}
