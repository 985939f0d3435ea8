import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isQuanchengError, parseVerifierKey, QuanchengError, type VerifierKey } from '@quancheng/protocol';
import { auditLog, type LogReader, newClient, newStaticLogReader } from '@quancheng/sdk';
import { ExitCode, exitCodeHelp } from '../exit-code.js';
import { findPinnedTrustRoot } from '../home/trust-store.js';
import { readSettings } from '../input/settings.js';
import { print } from '../output/print.js';
import { newFsckCommand, newRebuildCommand } from './log-fsck.js';
import { newRegisterCommand } from './log-register.js';
import { newRotateCommand } from './log-rotate.js';
import { newWatchCommand } from './log-watch.js';
import { newProgressBar } from '../output/progress-bar.js';
import { reportError } from '../output/report-error.js';

/** Codes that say: what the log serves contradicts what it signed. Anything else is trouble on the way. */
const CONTRADICTIONS = ['LOG_MISMATCH', 'SIGNATURE_INVALID', 'TILE_MALFORMED', 'NOTE_UNVERIFIED'] as const;

/** `quancheng log`: looking at an evidence log from outside, and its operator's orders about it. */
export function newLogCommand(): Command {
  return new Command('log')
    .description(
      'Look at an evidence log from outside, watch it; check and mend its folder; register it, rotate its key. 检查、监测、修复、登记存证日志，更换日志密钥',
    )
    .addCommand(newCheckCommand())
    .addCommand(newWatchCommand())
    .addCommand(newFsckCommand())
    .addCommand(newRebuildCommand())
    .addCommand(newRegisterCommand())
    .addCommand(newRotateCommand());
}

function newCheckCommand(): Command {
  return new Command('check')
    .description(
      'Rebuild all tiles and the root from the entries, and compare with the signed checkpoint. 重建并比对日志',
    )
    .argument(
      '[source]',
      'URL or folder of a C2SP tlog-tiles log (default: /log of the gateway) 日志地址或目录',
    )
    .option('--vkey <key>', 'the log’s verifier key (default: from the pinned trust root) 日志校验密钥')
    .addHelpText('after', exitCodeHelp)
    .action(check);
}

async function check(source: string | undefined, options: { readonly vkey?: string }): Promise<void> {
  const { home, gateways } = await readSettings({});
  const root = await findPinnedTrustRoot(home);
  const given = options.vkey === undefined ? undefined : parseVerifierKey(options.vkey);
  const keysOf = (origin: string): readonly VerifierKey[] => {
    if (given !== undefined) return given.name === origin ? [given] : [];
    const log = root?.logs.find((each) => each.origin === origin);
    return (log?.keys ?? []).map(({ verifierKey }) => verifierKey);
  };
  const bar = newProgressBar('entries 条目');
  try {
    const { origin, size } = await auditLog(readerOf(source, gateways), {
      keysOf,
      onProgress: (done, all) => bar.update(done, all),
    });
    bar.stop();
    print(`Log 日志 ${origin}: ${size} entries lead to the signed root 条目与已签名的根一致`);
  } catch (error) {
    bar.stop();
    if (!CONTRADICTIONS.some((code) => isQuanchengError(error, code))) throw error;
    reportError(error, process.argv.includes('--verbose'));
    process.exitCode = ExitCode.mismatch;
  }
}

function readerOf(source: string | undefined, gateways: readonly string[]): LogReader {
  if (source === undefined) return newClient({ gateways }).log;
  if (/^https?:/.test(source)) return newStaticLogReader(source);
  return async (path) => {
    try {
      return await readFile(join(source, path));
    } catch (cause) {
      throw new QuanchengError('FILE_UNREADABLE', join(source, path), { cause });
    }
  };
}
