import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What an openssl command did. */
export interface OpensslResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** The openssl command, working in a folder of its own. */
export class Openssl {
  readonly #folder = mkdtempSync(join(tmpdir(), 'quancheng-openssl-'));

  run(...commandArguments: readonly string[]): OpensslResult {
    const { status, stdout, stderr } = spawnSync('openssl', commandArguments, {
      cwd: this.#folder,
      encoding: 'utf8',
    });
    return { succeeded: status === 0, output: `${stdout}${stderr}` };
  }

  write(name: string, bytes: Uint8Array): void {
    writeFileSync(join(this.#folder, name), bytes);
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.#folder, name)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Openssl with these public key algorithms; without it the test skips and says why. */
export function requireOpenssl(context: Mocha.Context, ...algorithms: readonly string[]): Openssl {
  const known = spawnSync('openssl', ['list', '-public-key-algorithms'], { encoding: 'utf8' });
  const listed = known.status === 0 ? known.stdout.toLowerCase() : '';
  const missing = algorithms.filter((algorithm) => !listed.includes(algorithm));
  if (known.status !== 0 || missing.length > 0) {
    console.log(`    skipped: openssl is missing here, or lacks ${missing.join(', ')}`);
    context.skip();
  }
  return new Openssl();
}
