#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Plain JavaScript without newer syntax: an old Node must get as far as the sentence below.
const [major, minor] = process.versions.node.split('.').map(Number);
const main = new URL('../dist/main.js', import.meta.url);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `NODE_TOO_OLD: Node.js ${process.versions.node}; install 20.19 or newer. 请安装 Node.js 20.19 或更高版本。`,
  );
} else if (existsSync(main)) {
  await import(main.href);
} else {
  stop(
    'quancheng is not built yet. Run "npm install && npm run build" in the checkout first. 尚未构建，请先在检出目录运行该命令。',
  );
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
