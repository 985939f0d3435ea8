import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../setup.js';
import { groupTests } from './groups.js';

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const reporter = join(root, 'scripts', 'reporter.cjs');

/** All tests in several processes, some of which run side by side; the output of each stays together. */
export class TestRun {
  #waiting = groupTests();
  #children = new Set();
  #fabricIsUsed = false;
  total = { passes: 0, failures: 0, pending: 0 };
  /** Names of groups that failed. */
  failed = [];

  /** @param lanes how many processes at a time */
  async run(lanes) {
    await Promise.all(Array.from({ length: lanes }, () => this.#runLane()));
  }

  /** Ends what runs, and begins nothing more. */
  stop(signal) {
    this.failed.push(...this.#waiting.splice(0).map(({ name }) => `${name} (not run)`));
    for (const child of this.#children) child.kill(signal);
  }

  async #runLane() {
    for (let group = this.#take(); group !== undefined; group = this.#take()) {
      if (group.usesFabric) this.#fabricIsUsed = true;
      const { code, counts } = await this.#runGroup(group);
      if (group.usesFabric) this.#fabricIsUsed = false;
      for (const key of Object.keys(this.total)) this.total[key] += counts[key];
      if (code !== 0) this.failed.push(group.name);
    }
  }

  /** What is left when this gives nothing uses Fabric, and is for the lane that uses it now. */
  #take() {
    const place = this.#waiting.findIndex(({ usesFabric }) => !usesFabric || !this.#fabricIsUsed);
    return place === -1 ? undefined : this.#waiting.splice(place, 1)[0];
  }

  /** A process that ends without its counts failed once. */
  #runGroup({ name, files }) {
    const began = Date.now();
    const color = process.stdout.isTTY ? '--color' : '--no-color';
    const words = ['--no-config', '--timeout', '20000', color, '--reporter', reporter, ...files];
    const child = spawn(process.execPath, [mocha, ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#children.add(child);
    const output = [];
    let counts = { passes: 0, failures: 1, pending: 0 };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(bytes));
    child.on('message', (message) => {
      counts = message;
    });
    return new Promise((resolve) => {
      child.on('close', (code) => {
        this.#children.delete(child);
        const seconds = Math.round((Date.now() - began) / 1000);
        process.stdout.write(`\n— ${name} (${seconds} s)\n`);
        process.stdout.write(Buffer.concat(output));
        resolve({ code: code ?? 1, counts });
      });
    });
  }
}
