import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LedgerProgress, rebuildEmbeddedState } from '@quancheng/network';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import { makeHistory } from './embedded/busy-ledger.js';
import { dumpState } from './embedded/dump-state.js';
import { newDirectory, openTestNode, removeDirectory } from './embedded/open-node.js';
import { spawnNode } from './embedded/spawn-node.js';

describe('embedded node: the state is made again from the blocks', function () {
  this.timeout(60_000);
  let directory: string;
  let height: number;
  let whole: string[];

  before(async () => {
    directory = await newDirectory();
    const node = await openTestNode(directory, { blockCutting: { maxMessages: 3 } });
    await makeHistory(node);
    height = node.height();
    await node.close();
    whole = await dumpState(directory);
    expect(whole.length).to.be.greaterThan(200);
  });
  after(async () => {
    await removeDirectory(directory);
  });

  it('and is the same, byte for byte', async () => {
    const seen: LedgerProgress[] = [];
    expect(await rebuildEmbeddedState(directory, (progress) => seen.push(progress))).to.deep.equal({
      height,
    });
    expect(await dumpState(directory)).to.deep.equal(whole);
    expect(seen).to.have.lengthOf(height);
    expect(seen.at(-1)!.bytes).to.equal(seen.at(-1)!.totalBytes);
  });

  it('also after the database was removed', async () => {
    await rm(stateFolder(), { recursive: true });
    await rebuildEmbeddedState(directory);
    expect(await dumpState(directory)).to.deep.equal(whole);
  });

  for (const kind of ['ldb', 'log', 'MANIFEST', 'CURRENT']) {
    it(`also after its ${kind} file was overwritten`, async () => {
      // Reading it once leaves a table file, which a small database otherwise does without.
      await dumpState(directory);
      await overwrite(kind);
      await rebuildEmbeddedState(directory);
      expect(await dumpState(directory)).to.deep.equal(whole);
    });
  }

  it('and the node names the remedy when it cannot open the state', async () => {
    await overwrite('CURRENT');
    const error: unknown = await openTestNode(directory).catch((reason: unknown) => reason);
    expect(isQuanchengError(error, 'EMBEDDED_LEDGER_DAMAGED'), String(error)).to.equal(true);
    expect(String(error)).to.include('rebuild-state');
    await rebuildEmbeddedState(directory);
  });

  it('also when the process that did so was killed: by the node, and by another rebuild', async () => {
    await killHalfWay();
    expect((await dumpState(directory)).length).to.be.lessThan(whole.length);
    await rebuildEmbeddedState(directory);
    expect(await dumpState(directory)).to.deep.equal(whole);
    await killHalfWay();
    await (await openTestNode(directory)).close();
    expect(await dumpState(directory)).to.deep.equal(whole);
  });

  it('but not while the node runs, in this process or in another', async () => {
    const node = await openTestNode(directory);
    expect(await refusal(directory)).to.equal('EMBEDDED_NODE_LOCKED');
    await node.close();
    const other = await spawnNode(directory);
    expect(await refusal(directory)).to.equal('EMBEDDED_NODE_LOCKED');
    // Nor when that node's database has been removed under it.
    await rm(stateFolder(), { recursive: true });
    expect(await refusal(directory)).to.equal('EMBEDDED_NODE_LOCKED');
    const exited = once(other.process, 'exit');
    other.process.kill('SIGKILL');
    await exited;
    // What the killed process left of its lock keeps nobody out.
    await rebuildEmbeddedState(directory);
    expect(await dumpState(directory)).to.deep.equal(whole);
  });

  it('but not where there is no ledger', async () => {
    expect(await refusal(join(directory, 'elsewhere'))).to.equal('EMBEDDED_LEDGER_MISSING');
  });

  const stateFolder = () => join(directory, 'ledger', 'state');

  async function overwrite(kind: string): Promise<void> {
    const names = (await readdir(stateFolder())).filter((name) => name.includes(kind));
    expect(names, kind).not.to.have.lengthOf(0);
    for (const name of names) {
      const path = join(stateFolder(), name);
      const file = await open(path, 'r+');
      await file.write(Buffer.alloc((await stat(path)).size, 0xff));
      await file.close();
    }
  }

  async function killHalfWay(): Promise<void> {
    const script = fileURLToPath(new URL('embedded/rebuild-process.js', import.meta.url));
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await exited;
  }
});

async function refusal(directory: string): Promise<string> {
  const error: unknown = await rebuildEmbeddedState(directory).catch((reason: unknown) => reason);
  return isQuanchengError(error) ? error.code : String(error);
}
