import type { HomeFolder } from '../home/home-folder.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';

/** Where it listens and what to try; the first line's form is what scripts look for. */
export function printNextSteps(home: HomeFolder, address: string): void {
  const custom = process.env['QUANCHENG_HOME'] === undefined ? '' : `QUANCHENG_HOME=${shellWord(home.path)} `;
  print(`Listening 正在监听: ${address}`);
  print(`  documentation 接口文档  ${address}/docs`);
  print(`  data 数据目录          ${home.path}`);
  print('Try in another terminal 可在另一终端尝试:');
  print(`  ${custom}npx quancheng deposit README.md --public`);
  print(`  ${custom}npx quancheng verify README.md.evidence.json --original README.md`);
  print('Stop with Ctrl+C; the data are kept. 按 Ctrl+C 停止，数据保留。');
}
