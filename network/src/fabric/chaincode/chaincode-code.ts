import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { packChaincodeService, type Slot } from '../lifecycle/chaincode-package.js';
import { digestFolder } from './code-digest.js';

/** Code that a network runs, or is about to. Its files are kept in the data folder under their digest. */
export interface ChaincodeCode {
  /** Fabric's package id. The package holds the digest, so that it names the code. */
  readonly packageId: string;
  readonly label: string;
  readonly version: string;
  /** See `digestFolder`. */
  readonly digest: string;
  readonly slot: Slot;
}

/** Where the code's files are. */
export function codeFolder(dataFolder: string, { digest }: Pick<ChaincodeCode, 'digest'>): string {
  return join(dataFolder, 'code', digest, 'package');
}

/** The version that a chaincode's package.json states. */
export async function readCodeVersion(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { version } = JSON.parse(text) as { version?: unknown };
  if (typeof version !== 'string') {
    throw new QuanchengError('CHAINCODE_INVALID', `${folder}: no package.json that states a version`);
  }
  return version;
}

/** Keeps a copy of a chaincode's folder, which may change or go away afterwards. */
export async function storeCode(
  dataFolder: string,
  chaincodePath: string,
  { label, version, slot }: Pick<ChaincodeCode, 'label' | 'version' | 'slot'>,
): Promise<ChaincodeCode> {
  const source = resolve(chaincodePath);
  const digest = await digestFolder(source);
  const { id: packageId } = await packChaincodeService({ label, digest, slot });
  const code = { packageId, label, version, digest, slot };
  const target = join(dataFolder, 'code', digest);
  if (!existsSync(target)) {
    const unfinished = `${target}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await cp(source, join(unfinished, 'package'), { recursive: true, verbatimSymlinks: true });
    await linkModules(source, unfinished);
    await rename(unfinished, target);
  }
  await assertUnchanged(dataFolder, code);
  return code;
}

/** A package that finds its modules above its folder finds them above its copy, too; the digest doesn't cover these. */
async function linkModules(source: string, target: string): Promise<void> {
  const shim = createRequire(join(source, 'package.json')).resolve('fabric-shim/cli.js');
  if (!shim.startsWith(source + sep)) {
    const modules = join('node_modules', 'fabric-shim');
    await symlink(
      shim.slice(0, shim.lastIndexOf(modules) + 'node_modules'.length),
      join(target, 'node_modules'),
    );
  }
}

/** @throws QuanchengError CHAINCODE_INVALID if the files are not those whose digest was approved */
export async function assertUnchanged(dataFolder: string, code: ChaincodeCode): Promise<void> {
  const folder = codeFolder(dataFolder, code);
  if ((await digestFolder(folder)) !== code.digest) {
    throw new QuanchengError(
      'CHAINCODE_INVALID',
      `${folder} is not the code that was installed, or links elsewhere`,
    );
  }
}
