import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startWitness } from '@quancheng/witness';
import { expect } from 'chai';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { ask, type WitnessReply } from './support/ask-witness.js';
import { SignedLog } from './support/signed-log.js';

const CHILD = fileURLToPath(new URL('support/witness-child.js', import.meta.url));
const consortium = newTestConsortium();
const log = new SignedLog(consortium.logSigner).grow(8);
/** Consistent with the log's first four entries, and another log after them. */
const fork = log.fork(4).grow(8, 'forged');

describe('a witness that is killed', function () {
  this.timeout(120_000);
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-killed-witness-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** Asks a witness on the folder, one that lives, whose ledger has this log's anchors. */
  async function askLiving(
    folder: string,
    anchored: SignedLog,
    ...bodies: string[]
  ): Promise<WitnessReply[]> {
    const witness = await startWitness({
      directory: folder,
      name: 'killed.example',
      key: testSigner('killed.example'),
      trustRoot: consortium.root,
      ledger: anchored.anchors(),
      port: 0,
      host: '127.0.0.1',
      anchorPatience: 0,
    });
    const replies: WitnessReply[] = [];
    for (const body of bodies) replies.push(await ask(witness.address, body));
    await witness.close();
    return replies;
  }

  /** Asks one that dies before its n-th file operation; undefined if it died before it answered. */
  async function askDying(folder: string, n: number, body: string): Promise<WitnessReply | undefined> {
    const child = spawn(process.execPath, [CHILD, folder, String(n)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
    const reply = await ask(address, body).catch(() => undefined);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    return reply;
  }

  it('before any of its steps has not cosigned a tree that it forgets', async () => {
    let released = 0;
    let died = 0;
    for (let n = 0; released < 2; n += 1) {
      expect(n, 'steps').to.be.lessThan(40);
      const folder = join(directory, String(n));
      const [first] = await askLiving(folder, log, log.request(0, 4));
      expect(first!.status).to.equal(200);
      const dying = await askDying(folder, n, log.request(4, 8));
      if (dying === undefined) died += 1;
      else released += 1;
      expect(dying?.status ?? 200).to.equal(200);
      // Whoever now brings a fork gets no second cosignature for this size.
      const forged = await askLiving(folder, fork, fork.request(4, 8), fork.request(8, 8));
      const isForged = forged.some(({ status }) => status === 200);
      expect(isForged && dying !== undefined, `killed before step ${n}`).to.equal(false);
      const honest = await askLiving(folder, log, log.request(4, 8), log.request(8, 8));
      expect(
        honest.some(({ status }) => status === 200),
        `after step ${n}`,
      ).to.equal(!isForged);
    }
    expect(died).to.be.greaterThan(4);
  });
});
