import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatVerifierKey, parseNote, verifyNote } from '@quancheng/protocol';
import { verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { logNoteSigner } from '../gateway/support/gateway-world.js';
import { at, get, getUntil, post, until } from '../gateway/support/http.js';
import { bytesOf, signedDocument } from '../gateway/support/records.js';
import { statusOf } from '../support/evidence/verify.js';
import { findProgram } from '../support/find-program.js';
import { missingPrograms, startLitewitness, type Litewitness } from './support/litewitness.js';
import { openWitnessWorld, policyOf, witnessKey, type WitnessWorld } from './support/witness-world.js';

const run = promisify(execFile);

describe('an outsider’s witness, litewitness, which does not see the ledger', function () {
  this.timeout(120_000);
  let folder = '';
  let outsider: Litewitness;
  let world: WitnessWorld;

  before(async function () {
    const missing = missingPrograms();
    if (missing.length > 0) {
      console.log(
        `      skipped: ${missing.join(', ')} not on PATH (go install filippo.io/torchwood/cmd/litewitness@v0.9.0)`,
      );
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'litewitness-'));
    outsider = await startLitewitness(folder, logNoteSigner.key);
    world = await openWitnessWorld(1, 2, [outsider]);
  });
  after(async () => {
    // Undefined where it was skipped.
    await (world as WitnessWorld | undefined)?.close();
    await (outsider as Litewitness | undefined)?.close();
    if (folder !== '') await rm(folder, { recursive: true });
  });

  const url = (path: string) => `${world.gateway.address}${path}`;
  const deposit = (id: string) => post(url('/v1/records'), bytesOf(signedDocument(id)));
  const verified = async (id: string) => {
    const { text } = await getUntil(url(`/v1/records/${AGENCY}/${id}/package`), 200);
    return verifyPackage(Buffer.from(text), { trustRoot: world.trustRoot, time: new Date().toISOString() });
  };
  const witnessed = (id: string) =>
    until(
      () => verified(id),
      (result) => statusOf(result, 'witnesses') === 'match',
      ({ checks }) => JSON.stringify(checks),
    );

  it('cosigns our log beside ours', async () => {
    for (const id of ['one', 'two', 'three']) {
      await deposit(id);
      expect((await witnessed(id)).verdict).to.equal('integrity-proven');
    }
    const { text } = await get(url('/log/cosigned-checkpoint'));
    const names = verifyNote(parseNote(text), [outsider.verifierKey, witnessKey(0)]).map(
      ({ key }) => key.name,
    );
    expect(names).to.have.members(['litewitness.example/w', 'witness0.example']);
  });

  it('goes on where it was after it was killed', async () => {
    await outsider.stop();
    await deposit('four');
    await until(
      () => get(url('/v1/health')),
      ({ json }) =>
        (at(json, 'witnesses') as { code?: string }[]).some(({ code }) => code === 'WITNESS_UNREACHABLE'),
    );
    await outsider.resume();
    expect((await witnessed('four')).verdict).to.equal('integrity-proven');
  });

  it('tells its size to a gateway that has forgotten it', async () => {
    await world.gateway.close();
    await rm(join(world.directory, 'cosignatures'), { recursive: true });
    await world.restart();
    await deposit('five');
    expect((await witnessed('five')).verdict).to.equal('integrity-proven');
  });

  it('and its library find our witness’s cosignature and our policy as they should be', async function () {
    if (findProgram('go') === null) {
      console.log('      skipped: go was not found, so torchwood does not judge our cosignatures');
      this.skip();
    }
    const module = join(folder, 'go');
    await mkdir(module);
    const note = (await get(url('/log/cosigned-checkpoint'))).text;
    const log = `log ${formatVerifierKey(logNoteSigner.key)}\n`;
    await writeFile(join(module, 'go.mod'), GO_MODULE);
    await writeFile(join(module, 'main.go'), GO_PROGRAM);
    await writeFile(join(module, 'note'), note);
    await writeFile(join(module, 'policy'), log + policyOf([witnessKey(0), outsider.verifierKey], 2));
    await writeFile(join(module, 'other'), log + policyOf([witnessKey(0), witnessKey(1)], 2));
    const options = { cwd: module, env: { ...process.env, GOFLAGS: '-mod=mod' } };
    const judge = (policy: string) =>
      run('go', ['run', '.', policy, 'note'], options).catch((error: unknown) => {
        const { stderr } = error as { stderr: string };
        if (!stderr.includes('dial tcp') && !stderr.includes('lookup')) throw error;
        console.log('      skipped: torchwood cannot be downloaded here');
        return this.skip();
      });
    expect((await judge('policy')).stdout).to.equal('2 of them signed\n');
    expect((await judge('other')).stdout).to.match(/^refused/);
  });
});

const GO_MODULE = `module policy.example

go 1.24

require (
	filippo.io/torchwood v0.9.0
	golang.org/x/mod v0.31.0
)
`;

/** Opens the note in the second file under the policy in the first, and counts the cosignatures. */
const GO_PROGRAM = `package main

import (
	"fmt"
	"os"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	policy := must(torchwood.ParsePolicy(must(os.ReadFile(os.Args[1]))))
	opened := must(note.Open(must(os.ReadFile(os.Args[2])), policy))
	checkpoint := must(torchwood.ParseCheckpoint(opened.Text))
	if err := policy.Check(checkpoint.Origin, opened.Sigs); err != nil {
		fmt.Println("refused:", err)
		return
	}
	fmt.Println(len(opened.Sigs)-1, "of them signed")
}
`;
