import { Command } from 'commander';
import type { LedgerFinding, LedgerVerification } from '@quancheng/network';
import { ExitCode, exitCodeHelp } from '../exit-code.js';
import { readCount } from '../input/read-count.js';
import { withLedgerProgress } from '../output/ledger-progress.js';
import { print } from '../output/print.js';
import { findNodeFolder } from '../running/node/node-folder.js';

interface VerifyLedgerCommandOptions {
  readonly data: string;
  readonly from?: number;
  readonly to?: number;
  readonly scratch?: string;
  readonly json?: true;
}

const EXPLANATION = `
Reads every block from the files, without the indexes: chain of hashes, orderers' and creators' signatures,
endorsements, flags, and whether the state follows from the blocks. A running node is inspected up to its present
height, without its state; so is a backup. A wholly different chain is told by its tip: compare it with one kept elsewhere.
从文件读取每个区块并逐一核验；正在运行的节点和备份不含状态比对。`;

const stateTexts: Readonly<Record<LedgerVerification['state'], string>> = {
  compared: 'compared with the blocks 已与区块比对',
  absent: 'not there 不存在',
  'in use': 'not compared: the node runs 节点运行中，未比对',
  unreadable: 'unreadable 无法读取',
  'not reached': 'not compared 未比对',
};

const blockNumber = readCount(0, Number.MAX_SAFE_INTEGER);

/** `quancheng node verify-ledger`: an inspection from the bytes up. */
export function newVerifyLedgerCommand(): Command {
  return new Command('verify-ledger')
    .description('Check all that a ledger or a backup of it holds. 核验账本或其备份')
    .requiredOption('--data <folder>', 'as given to node start, QUANCHENG_HOME, or a backup 数据目录或备份')
    .option('--from <block>', 'first block to judge 起始区块', blockNumber)
    .option('--to <block>', 'last block to judge 终止区块', blockNumber)
    .option('--scratch <folder>', 'room for a state of its own (default: the temporary folder) 临时目录')
    .option('--json', 'print the result as JSON 输出 JSON')
    .addHelpText('after', `${EXPLANATION}\n${exitCodeHelp}`)
    .action(verifyLedger);
}

async function verifyLedger({ data, json, ...options }: VerifyLedgerCommandOptions): Promise<void> {
  // Loaded only here: other commands start sooner without it.
  const { verifyEmbeddedLedger } = await import('@quancheng/network');
  const folder = await findNodeFolder(data);
  const result = await withLedgerProgress((onProgress) =>
    verifyEmbeddedLedger(folder, { ...options, onProgress }),
  );
  if (json === true) print(JSON.stringify(result, undefined, 2));
  else printResult(result);
  process.exitCode = result.findingCount === 0 ? ExitCode.done : ExitCode.mismatch;
}

function printResult(result: LedgerVerification): void {
  const { findings, findingCount, height, tip, transactions, state, tornBytes } = result;
  for (const finding of findings) print(formatFinding(finding));
  if (findingCount > findings.length) print(`… ${findingCount - findings.length} more 另有更多`);
  print(`Height 高度: ${height}   Tip 末块哈希: ${tip}`);
  print(`Transactions judged 已核验交易: ${transactions}   State 状态: ${stateTexts[state]}`);
  if (tornBytes > 0) print(`${tornBytes} bytes of an unfinished block at the end 末尾有未写完的区块`);
  print(findingCount === 0 ? 'Sound 完好' : `${findingCount} findings 项问题`);
}

function formatFinding({ code, block, transaction, detail }: LedgerFinding): string {
  const place = [
    ...(block === undefined ? [] : [`block ${block}`]),
    ...(transaction === undefined ? [] : [`transaction ${transaction}`]),
  ].join(', ');
  return `[${code}] ${place === '' ? '' : `${place}: `}${detail}`;
}
