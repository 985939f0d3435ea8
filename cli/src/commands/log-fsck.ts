import { Command } from 'commander';
import type { GatewayFolderReport } from '@quancheng/gateway';
import { errorRegistry, parseVerifierKey, type VerifierKey } from '@quancheng/protocol';
import { ExitCode, exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { findPinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

interface FsckOptions {
  readonly vkey?: string;
  readonly json?: true;
}

const EXPLANATION = `
The gateway must be stopped. Reads the journal from its first byte: every submission gives the entries that were
promised and is there once, the index finds it, the entries give every checkpoint that was signed or anchored and the
served tiles, cosignatures and signatures verify, and what promises are made again from is there.
网关须先停止。自流水文件首字节起核对：条目、索引、检查点、分片、锚定、见证签名与承诺条款。`;

/** `quancheng log fsck`: an inspection of a stopped gateway's folder. */
export function newFsckCommand(): Command {
  return new Command('fsck')
    .description('Check all that a stopped gateway’s folder holds of its log. 核验已停止网关的日志目录')
    .argument('[folder]', 'the gateway’s folder (default: that of `quancheng start`) 网关目录')
    .option('--vkey <key>', 'the log’s verifier key (default: from the pinned trust root) 日志校验密钥')
    .option('--json', 'print the result as JSON 输出 JSON')
    .addHelpText('after', `${EXPLANATION}\n${exitCodeHelp}`)
    .action(fsck);
}

/** `quancheng log rebuild`: what fsck advises where tiles are damaged. */
export function newRebuildCommand(): Command {
  return new Command('rebuild')
    .description(
      'Make a stopped gateway’s tiles and checkpoint again from its journal. 由流水文件重建分片与检查点',
    )
    .argument('[folder]', 'the gateway’s folder (default: that of `quancheng start`) 网关目录')
    .addHelpText('after', exitCodeHelp)
    .action(async (folder: string | undefined) => {
      const { rebuildGatewayTree } = await import('@quancheng/gateway');
      const size = await rebuildGatewayTree(folder ?? homeFolder().gateway);
      print(`Tiles made again of ${size} entries 已由条目重建分片: ${size}`);
    });
}

async function fsck(folder: string | undefined, { vkey, json }: FsckOptions): Promise<void> {
  // Loaded only here: other commands start sooner without it.
  const { checkGatewayFolder } = await import('@quancheng/gateway');
  const home = homeFolder();
  const root = await findPinnedTrustRoot(home);
  const given = vkey === undefined ? undefined : parseVerifierKey(vkey);
  const keysOf = (origin: string): readonly VerifierKey[] => {
    if (given !== undefined) return given.name === origin ? [given] : [];
    return root?.logs.find((log) => log.origin === origin)?.keys.map(({ verifierKey }) => verifierKey) ?? [];
  };
  const witnesses = root?.witnesses?.witnesses.map(({ verifierKey }) => verifierKey) ?? [];
  const report = await checkGatewayFolder({ directory: folder ?? home.gateway, keysOf, witnesses });
  if (json === true) print(JSON.stringify(report, undefined, 2));
  else await printReport(report);
  process.exitCode = report.findingCount === 0 ? ExitCode.done : ExitCode.mismatch;
}

async function printReport(report: GatewayFolderReport): Promise<void> {
  const { logNotes } = await import('@quancheng/gateway');
  const { origin, submissions, entries, signed, anchored, cosigned, findings, findingCount, notes } = report;
  for (const { code, path, detail } of findings) {
    print(`[${code}] ${visibleText(`${path}: ${detail}`)}`);
    print(`  → ${errorRegistry[code].action.en} ${errorRegistry[code].action.zh}`);
  }
  if (findingCount > findings.length) print(`… ${findingCount - findings.length} more 另有更多`);
  for (const { code, path, detail } of notes) {
    print(`(${code}) ${visibleText(`${path}: ${detail}`)}. ${logNotes[code].en} ${logNotes[code].zh}`);
  }
  print(`Log 日志 ${origin}: ${submissions} submissions 提交, ${entries} entries 条目`);
  const size = (value: number | undefined): string => (value === undefined ? '–' : String(value));
  print(
    `Signed 已签署: ${size(signed)}   anchored 已锚定: ${size(anchored)}   cosigned 已见证: ${size(cosigned)}`,
  );
  print(findingCount === 0 ? 'Sound 完好' : `${findingCount} findings 项问题`);
}
