import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { QuanchengError } from '@quancheng/protocol';
import { readText } from '@quancheng/sdk/node';
import { parseJsonFile } from '../../input/parse-json-file.js';

/** A chaincode package on disk; name and version are its own. */
export interface ChaincodePackage {
  readonly folder: string;
  /** Without an npm scope. */
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/**
 * Reads package.json and sees that what it exports is there, that is, built.
 * @throws FILE_UNREADABLE, FILE_KIND_UNKNOWN, EMBEDDED_CHAINCODE_INVALID
 */
export async function readChaincodePackage(path: string): Promise<ChaincodePackage> {
  const file = resolve(path, 'package.json');
  const content = parseJsonFile(await readText(file), file);
  const member = (name: string): string | undefined => {
    const value = (content as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const folder = dirname(file);
  assertBuilt(folder, member('main'));
  return { folder, name: member('name')?.replace(/^@[^/]*\//, ''), version: member('version') };
}

function assertBuilt(folder: string, main: string | undefined): void {
  if (main === undefined) {
    throw new QuanchengError('EMBEDDED_CHAINCODE_INVALID', `${folder}/package.json has no "main"`);
  }
  const path = join(folder, main);
  try {
    createRequire(join(folder, 'package.json')).resolve(path);
  } catch (cause) {
    const message = `${path} is missing: build the package first (npm install, npm run build)`;
    throw new QuanchengError('EMBEDDED_CHAINCODE_INVALID', message, { cause });
  }
}
