import { execFile } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatVerifierKey } from '@quancheng/protocol';
import { expect } from 'chai';
import { inFolder, noteSigner, openLog } from './support/open-log.js';
import { hasTesseraFsck, isThere, tesseraFsck } from './support/outside-program.js';
import { serveFolder } from './support/static-server.js';
import { newSubmission } from './support/submissions.js';

const run = promisify(execFile);

describe('programs that others wrote', () => {
  it('Tessera’s fsck finds the served folder sound, and a changed one not', async function () {
    if (!(await hasTesseraFsck())) this.skip();
    await inFolder(async (directory) => {
      const log = await openLog(directory);
      for (let index = 0; index < 5; index += 1) {
        await log.append(newSubmission(`p/${index}`, 1 + index * 17_000));
        await log.publish();
      }
      const server = await serveFolder(log.publicDirectory);
      const fsck = () => tesseraFsck(server.url, join(directory, 'vkey'));
      try {
        expect(await fsck()).to.include(`Successfully fsck'd log with size 170005`);
        const bundle = join(log.publicDirectory, 'tile', 'entries', '007');
        await writeFile(bundle, Buffer.alloc((await stat(bundle)).size, 1));
        expect(await fsck()).not.to.include('Successfully');
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
