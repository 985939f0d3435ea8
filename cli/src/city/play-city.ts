import { join } from 'node:path';
import { startGateway } from '@quancheng/gateway';
import { readWholeFile } from '@quancheng/sdk/node';
import { registrarParticipant } from '../founding/demo-participants.js';
import { openEmbeddedBackEnd } from '../founding/embedded-back-end.js';
import { openFabricBackEnd } from '../founding/fabric-back-end.js';
import { openFoundedLedger, type FoundedLedger } from '../founding/open-founded-ledger.js';
import { openOperatorKey } from '../founding/operator-keys.js';
import { makeFolder, type HomeFolder } from '../home/home-folder.js';
import { keyNames } from '../home/key-names.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { chapters } from './chapters.js';
import { exportDossier } from './chapters/export-dossier.js';
import { openCityStage } from './city-stage.js';
import { newCity, type City } from './city.js';
import { openPapers } from './papers.js';
import { registerCity } from './register-city.js';

/**
 * Plays the whole city's story on a fresh ledger, through a gateway and its client, and stops both.
 * @param fabric data folder of a Fabric network on this machine that holds no ledger yet; absent: an embedded ledger
 * @returns the dossier's folder
 */
export async function playCity(home: HomeFolder, fabric: string | undefined): Promise<string> {
  const backEnd =
    fabric === undefined ? await openEmbeddedBackEnd(home.node) : await openFabricBackEnd(fabric);
  const founded = await openFoundedLedger(home, backEnd);
  try {
    const gateway = await openGateway(home, founded);
    try {
      return await playThrough(home, gateway.address);
    } finally {
      await gateway.close();
    }
  } finally {
    await founded.close();
  }
}

async function openGateway(home: HomeFolder, { foundation, logSigner, ledger }: FoundedLedger) {
  return await startGateway({
    directory: home.gateway,
    origin: foundation.origin,
    logKey: logSigner,
    trustRoot: await readWholeFile(home.ownTrustRoot),
    ledger,
    port: 0,
    host: '127.0.0.1',
    logger: false,
  });
}

async function playThrough(home: HomeFolder, gateway: string): Promise<string> {
  const city = await openCity(home, gateway);
  for (const [index, { zh, en, play }] of chapters.entries()) {
    printChapter(index + 1, zh, en);
    await play(city);
  }
  printChapter(chapters.length + 1, '卷宗', 'The dossier');
  const dossier = join(home.path, 'dossier');
  await exportDossier(city, dossier, join(home.path, 'hold.record-proof.json'));
  return dossier;
}

async function openCity(home: HomeFolder, gateway: string): Promise<City> {
  const access = {
    gateway,
    trustRoot: await readPinnedTrustRoot(home, home.ownTrustRoot),
    registrar: { id: registrarParticipant.id, key: await openOperatorKey(home, keyNames.registrar) },
    keyOf: (name: string) => openOperatorKey(home, `city-${name}`),
  };
  await registerCity(access);
  await makeFolder(home.evidence);
  const papers = await openPapers(join(home.path, 'papers'));
  const folders = { evidence: home.evidence, outbox: home.outbox };
  return newCity(await openCityStage(access), papers, folders);
}

function printChapter(number: number, zh: string, en: string): void {
  print('');
  print(`${number}. ${zh} ${en}`);
}
