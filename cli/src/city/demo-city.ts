import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { verifyDossier } from '@quancheng/verifier';
import { exists } from '../home/exists.js';
import { folderAt, homeFolder, makeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { printDossier } from '../output/dossier-text.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { exitCodeOf } from '../output/verdict-text.js';
import { readFolder } from '../verification/folder.js';
import { playCity } from './play-city.js';

export interface DemoCityOptions {
  readonly out?: string;
  readonly fabric?: string;
}

/** Plays the story, stops ledger and gateway, and verifies what is left as a stranger would. */
export async function demoCity({ out, fabric }: DemoCityOptions): Promise<void> {
  const path = out ?? join(homeFolder().path, `city-${new Date().toISOString().replaceAll(':', '')}`);
  if (await exists(path)) throw new QuanchengError('FILE_EXISTS', path);
  await makeFolder(path);
  const home = folderAt(path);
  print(`A fresh ledger 全新账本: ${shellWord(path)}`);
  const dossier = await playCity(home, fabric);
  print('');
  print('Ledger and gateway are stopped; a stranger verifies. 账本与网关已停止，由第三人离线核验：');
  const trustRoot = await readPinnedTrustRoot(home, home.ownTrustRoot);
  const options = { trustRoot, time: new Date().toISOString() };
  const result = await verifyDossier(await readFolder(dossier), options);
  printDossier(result);
  print('Try it yourself 可自行尝试:');
  print(`  npx quancheng verify ${shellWord(dossier)} --trust-root ${shellWord(home.ownTrustRoot)}`);
  process.exitCode = exitCodeOf(result.verdict);
}
