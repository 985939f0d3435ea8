import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedNode } from '@quancheng/network';
import { expect } from 'chai';
import { makeHistory, writeBlocks } from './embedded/busy-ledger.js';
import { findInFolders, pathFolders } from '../support/find-program.js';
import { run, skipAloud } from './embedded/fabric-command.js';
import { newDirectory, openTestNode, removeDirectory } from './embedded/open-node.js';

/** Sources of the checker: beside the sources of the tests, not beside their compiled form. */
const sources = join(import.meta.dirname, '../../outside/fabric-blocks');

interface Summary {
  readonly blocks: number;
  readonly transactions: number;
  readonly valid: number;
  readonly endorsements: number;
  readonly blockSignatures: number;
}

describe('embedded node: blocks checked by a program that shares no code with us', function () {
  this.timeout(180_000);
  let directory: string | undefined;
  let checker: string;
  let blocks: string[];
  let node: EmbeddedNode;

  before(async function () {
    const go = findInFolders('go', [...pathFolders(), '/usr/local/go/bin']);
    if (go === null) {
      return skipAloud(this, 'go, which compiles test/outside/fabric-blocks, is not on PATH');
    }
    const created = await newDirectory();
    directory = created;
    checker = join(created, 'check-blocks');
    await run(go, ['build', '-o', checker, '.'], {
      cwd: sources,
      env: { ...process.env, GO111MODULE: 'off' },
    });
    node = await openTestNode(join(created, 'node'));
    await makeHistory(node);
    blocks = await writeBlocks(node, await subfolder('blocks'));
  });
  after(async () => {
    if (directory !== undefined) {
      await node.close();
      await removeDirectory(directory);
    }
  });

  it('finds every hash, signature and certificate right', async () => {
    const summary = JSON.parse((await run(checker, [join(directory!, 'blocks')])).stdout) as Summary;
    expect(summary.blocks).to.equal(node.height());
    expect(summary.blockSignatures).to.equal((node.height() - 1) * 3);
    expect(summary.transactions).to.be.at.least(38);
    expect(summary.valid).to.be.lessThan(summary.transactions);
    // All four endorse the definition; three each transaction but the one that only one endorsed.
    expect(summary.endorsements).to.equal(4 + (summary.transactions - 2) * 3 + 1);
  });

  it('finds any changed byte of the signed parts', async () => {
    const last = blocks.length - 1;
    const original = await readFile(blocks[last]!);
    const folder = await subfolder('changed');
    for (const [number, path] of blocks.entries()) {
      await writeFile(join(folder, `${number}.block`), await readFile(path));
    }
    const end = original.lastIndexOf('-----END CERTIFICATE-----');
    for (let offset = 0; offset < end; offset += Math.ceil(end / 60)) {
      const changed = Buffer.from(original);
      changed[offset]! ^= 1;
      await writeFile(join(folder, `${last}.block`), changed);
      const result = await run(checker, [folder]).then(
        ({ stdout }) => `accepted: ${stdout}`,
        () => 'refused',
      );
      expect(result, `offset ${offset}`).to.equal('refused');
    }
  });

  async function subfolder(name: string): Promise<string> {
    const path = join(directory!, name);
    await mkdir(path, { recursive: true });
    return path;
  }
});
