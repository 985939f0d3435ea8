import { digestFolder } from '../chaincode/code-digest.js';
import { readCodeVersion } from '../chaincode/chaincode-code.js';
import type { CommandLine } from './network-command.js';

/** Prints what organisations compare before they approve a chaincode. Returns the exit code. */
export async function showChaincodeDigest({ chaincodePath }: CommandLine): Promise<number> {
  console.log(`${await digestFolder(chaincodePath)}  ${await readCodeVersion(chaincodePath)}`);
  return 0;
}
