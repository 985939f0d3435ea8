import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatVerifierKey } from '@quancheng/protocol';
import { expect } from 'chai';
import { inFolder, noteSigner, openLog, ORIGIN } from './support/open-log.js';
import { newSubmission } from './support/submissions.js';

const run = promisify(execFile);

/** Whether a program can be started; otherwise says aloud what is skipped. */
async function isThere(program: string, what: string): Promise<boolean> {
  const child = spawn(program, ['-h'], { stdio: 'ignore' });
  const isFound = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(true));
  });
  if (!isFound) console.log(`      skipped: ${program} was not found; ${what}`);
  return isFound;
}

/** What a program prints, however it ends; fsck may hang on what it refuses, and is stopped then. */
async function outputOf(program: string, arguments_: readonly string[]): Promise<string> {
  const ended = await run(program, arguments_, { timeout: 20_000 }).catch((error: unknown) => error);
  const { stdout, stderr } = ended as { stdout: string; stderr: string };
  return stdout + stderr;
}

/** Serves a folder as any static server would. */
async function serve(directory: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = join(directory, new URL(request.url ?? '/', 'http://localhost').pathname);
    stat(path).then(
      (found) => {
        if (!found.isFile()) return response.writeHead(404).end();
        return createReadStream(path).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('programs that others wrote', () => {
  it('Tessera’s fsck finds the served folder sound, and a changed one not', async function () {
    const program = process.env['TESSERA_FSCK'] ?? 'tessera-fsck';
    const why =
      'set TESSERA_FSCK, or put it on PATH as tessera-fsck (go install github.com/transparency-dev/tessera/cmd/fsck@latest)';
    if (!(await isThere(program, why))) this.skip();
    await inFolder(async (directory) => {
      const log = await openLog(directory);
      for (let index = 0; index < 5; index += 1) {
        await log.append(newSubmission(`p/${index}`, 1 + index * 17_000));
        await log.publish();
      }
      const { server, url } = await serve(log.publicDirectory);
      const key = join(directory, 'vkey');
      await writeFile(key, `${formatVerifierKey(noteSigner.key)}\n`);
      const arguments_ = ['--storage_url', url, '--public_key', key, '--origin', ORIGIN, '--ui=false'];
      try {
        expect(await outputOf(program, arguments_)).to.include(`Successfully fsck'd log with size 170005`);
        const bundle = join(log.publicDirectory, 'tile', 'entries', '007');
        await writeFile(bundle, Buffer.alloc((await stat(bundle)).size, 1));
        expect(await outputOf(program, arguments_)).not.to.include('Successfully');
      } finally {
        server.close();
        await log.close();
      }
    })();
  }).timeout(120_000);

  it('golang.org/x/mod/sumdb/note opens the checkpoint', async function () {
    if (!(await isThere('go', 'the note is not opened by golang.org/x/mod'))) this.skip();
    await inFolder(async (directory) => {
      const log = await openLog(directory);
      await log.append(newSubmission('p/1', 300));
      const { note } = await log.publish();
      await log.close();
      const module = join(directory, 'go');
      await mkdir(module);
      await writeFile(
        join(module, 'go.mod'),
        'module note.example\n\ngo 1.23\n\nrequire golang.org/x/mod v0.33.0\n',
      );
      await writeFile(join(module, 'main.go'), GO_PROGRAM);
      await writeFile(join(module, 'note'), note);
      const environment = { ...process.env, GOFLAGS: '-mod=mod' };
      const options = { cwd: module, env: environment };
      const arguments_ = ['run', '.', formatVerifierKey(noteSigner.key), 'note'];
      const { stdout } = await run('go', arguments_, options).catch((error: unknown) => {
        const { stderr } = error as { stderr: string };
        if (!stderr.includes('dial tcp') && !stderr.includes('lookup')) throw error;
        console.log('      skipped: golang.org/x/mod cannot be downloaded here');
        return this.skip();
      });
      expect(stdout).to.equal(note.slice(0, note.indexOf('\n\n') + 1));
    })();
  }).timeout(120_000);
});

/** Opens the note in the second file with the verifier key in the first argument and prints its text. */
const GO_PROGRAM = `package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
)

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		panic(err)
	}
	bytes, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		panic(err)
	}
	fmt.Print(opened.Text)
}
`;
