import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerVerification } from '@quancheng/network';
import { expect } from 'chai';
import { makeHistory } from '../network/embedded/busy-ledger.js';
import { newDirectory, openTestNode, removeDirectory } from '../network/embedded/open-node.js';
import { flipInBlock } from '../network/embedded/tamper.js';
import { type Outcome, run } from './support/command.js';
import { expectDone, expectFailure, expectMismatch } from './support/expect-outcome.js';

describe('quancheng node: verify-ledger, rebuild-state, backup, restore', function () {
  this.timeout(120_000);
  let home: string;
  let height: number;

  before(async () => {
    home = await newDirectory();
    await mkdir(join(home, 'data', 'node'), { recursive: true });
    const node = await openTestNode(join(home, 'data', 'node'));
    await makeHistory(node);
    height = node.height();
    await node.close();
  });
  after(async () => {
    await removeDirectory(home);
  });

  it('save a node and make it anew elsewhere, and say that there are keys in it', async () => {
    const saved = expectDone(await node('backup', '--data', 'data', '--to', 'backup'));
    expect(saved.errors).to.include('private keys');
    expectFailure(await node('backup', '--data', 'data', '--to', 'backup'), 'EMBEDDED_FOLDER_EXISTS');
    expectDone(await node('restore', '--from', 'backup', '--data', 'other'));
    expectDone(await node('rebuild-state', '--data', 'other'));
    const { output } = expectDone(await node('verify-ledger', '--data', 'other'));
    expect(output).to.include('Sound').and.to.include(`Height 高度: ${height}`);
  });

  it('name what is wrong, with exit code 1, for people and for programs', async () => {
    const folder = join(home, 'data', 'node');
    await flipInBlock(folder, 2, 40);
    expectMismatch(await node('verify-ledger', '--data', 'data'), 'LEDGER_');
    const { output, status } = await node('verify-ledger', '--data', 'data', '--json');
    const { findings } = JSON.parse(output) as LedgerVerification;
    expect(status).to.equal(1);
    expect(findings[0]).to.include({ block: 2 });
    const later = await node('verify-ledger', '--data', 'data', '--from', '4');
    expect(later.output).not.to.include('block 2');
    await flipInBlock(folder, 2, 40);
  });

  it('refuse where there is no ledger, and a rebuild while the node runs', async () => {
    expectFailure(await node('verify-ledger', '--data', 'nothing'), 'EMBEDDED_LEDGER_MISSING');
    const running = await openTestNode(join(home, 'data', 'node'));
    expectFailure(await node('rebuild-state', '--data', 'data'), 'EMBEDDED_NODE_LOCKED');
    await running.close();
  });

  async function node(...words: string[]): Promise<Outcome> {
    return await run(['node', ...words], { home });
  }
});
