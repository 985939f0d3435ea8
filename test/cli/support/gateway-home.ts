import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureAlgorithm } from '@quancheng/protocol';
import { writeKeyFile } from '@quancheng/sdk/node';
import { testSeed, testSigner } from '../../support/evidence/test-keys.js';
import { runHere, type HereOutcome } from './run-here.js';

/** A user's folder before a gateway that a test runs: its trust root is pinned, and its address known. */
export interface GatewayHome {
  readonly home: string;
  /** A file in it. */
  readonly at: (name: string) => string;
  /** Writes the key file of a test signer. @returns its path */
  readonly key: (file: string, name: string, algorithm?: SignatureAlgorithm) => Promise<string>;
  /** Runs a command that succeeds. @returns what it printed */
  readonly run: (...words: readonly string[]) => Promise<string>;
  readonly attempt: (...words: readonly string[]) => Promise<HereOutcome>;
  readonly remove: () => Promise<void>;
}

export async function openGatewayHome(address: string, trustRoot: Uint8Array): Promise<GatewayHome> {
  const home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
  const at = (name: string): string => join(home, name);
  await writeFile(at('trust-root.json'), trustRoot);
  await writeFile(at('address'), address);
  const attempt = (...words: readonly string[]): Promise<HereOutcome> => runHere(home, words);
  return {
    home,
    at,
    async key(file, name, algorithm = 'ed25519') {
      const { publicKey } = testSigner(name, algorithm);
      await writeKeyFile(at(file), { publicKey, secret: { form: 'plain', seed: testSeed(name, algorithm) } });
      return at(file);
    },
    async run(...words) {
      const { code, output } = await attempt(...words);
      if (code !== undefined) throw new Error(`${words.join(' ')}: ${code}\n${output}`);
      return output;
    },
    attempt,
    remove: () => rm(home, { recursive: true }),
  };
}
