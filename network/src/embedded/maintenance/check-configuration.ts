import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { common } from '@hyperledger/fabric-protos';
import type { LedgerFinding } from './finding.js';
import { type ChannelRules, readChannelRules } from './read-channel-rules.js';

/**
 * Reads block 0 and holds its authorities to those in the folder: whoever replaces a whole chain by another that is
 * sound in itself has other authorities.
 */
export async function checkConfiguration(
  dataDirectory: string,
  block: common.Block,
): Promise<{ readonly rules?: ChannelRules; readonly findings: readonly LedgerFinding[] }> {
  let rules: ChannelRules;
  try {
    rules = readChannelRules(block);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { findings: [finding(`the configuration cannot be followed: ${reason}`)] };
  }
  const known = new Set(rules.definitions.flatMap(({ rootCertificates }) => rootCertificates));
  const own = await readOwnAuthorities(dataDirectory);
  const foreign = own.filter((certificate) => !known.has(certificate)).length;
  const isSame = foreign === 0 && (own.length === 0 || own.length === known.size);
  const detail = `the authorities of block 0 are not those of ${join(dataDirectory, 'organisations')}`;
  return { rules, findings: isSame ? [] : [finding(detail)] };
}

async function readOwnAuthorities(dataDirectory: string): Promise<string[]> {
  const folder = join(dataDirectory, 'organisations');
  const names = await readdir(folder).catch(() => []);
  return await Promise.all(
    names.map((name) => readFile(join(folder, name, 'authorities', 'signing.pem'), 'utf8')),
  );
}

function finding(detail: string): LedgerFinding {
  return { code: 'LEDGER_CONFIGURATION_MISMATCH', block: 0, detail };
}
