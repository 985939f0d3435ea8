import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../../../..');
const packager = join(root, 'scripts/package-chaincode.js');
const trial = join(root, 'test/network/fixtures/trial-chaincode/index.js');

/** The contract that does one thing of each kind; quancheng's own is the package's default. */
export const trialContract = 'trial';

const entry = `'use strict';
exports.contracts = [...require('./quancheng.js').contracts, ...require('./trial.js').contracts];
`;

/** Makes a folder with the package that every back end runs: quancheng's bundle with the trial contract added. */
export async function makeChaincodePackage(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'quancheng-suite-')), 'chaincode');
  await promisify(execFile)(process.execPath, [packager, folder]);
  await rename(join(folder, 'index.js'), join(folder, 'quancheng.js'));
  await copyFile(trial, join(folder, 'trial.js'));
  await writeFile(join(folder, 'index.js'), entry);
  return folder;
}
