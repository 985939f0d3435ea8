import { Command } from 'commander';
import { isRecordName } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import { newRecordCommand, signStatement, type QuanchengClient } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { formatSearchProof, verifySearch } from '@quancheng/verifier';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { readPinnedTrustRoot } from '../home/trust-store.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { printSearch } from '../output/search-text.js';
import { shellWord } from '../output/shell-word.js';
import { exitCodeOf } from '../output/verdict-text.js';
import { openActing, openProving } from '../records/acting.js';
import { sendCommand } from '../records/send-command.js';

type SearchOptions = SettingOptions & { readonly out?: string };

const help = `
The search is itself on record: who searched when stays known. 查询本身记入账本，何人何时查询可考。
Whoever holds the file checks it with “quancheng verify”, offline. 持有该文件者可用 quancheng verify 离线核验。
${exitCodeHelp}`;

/** `quancheng search now`: searches a certificate, and writes and shows what was found, proven. */
export function newSearchNowCommand(): Command {
  return searching('now', 'Search a certificate, and write what is found with its proof. 查询并导出证明')
    .argument('<certificate>', 'the certificate’s name 凭证名称')
    .option('--id <id>', 'the search’s id among your own (default: by the time) 查询编号')
    .action(async (certificate: string, options: SearchOptions & { readonly id?: string }) => {
      const { client, ledger, participant, signer } = await openActing(options);
      const issued = new Date().toISOString();
      const target = `${participant}/${options.id ?? `search-${issued.replaceAll(/\D/g, '')}`}`;
      assertNames(certificate, target);
      const signers = [{ key: signer.publicKey.keyId, participant, role: 'participant' as const }];
      const order = { action: 'search.make', target, expectedVersion: 0, body: { certificate } } as const;
      const statement = newRecordCommand({ ledger, signers, issued }, order);
      await sendCommand(client, await signStatement(statement, [signer]), {});
      await proveAndShow(client, target, options);
    });
}

/** `quancheng search prove`: the proof of a search that was made before, with what is known since. */
export function newSearchProveCommand(): Command {
  return searching('prove', 'Write a search’s proof, with what is known since. 导出查询证明')
    .argument('<name>', 'the search’s name 查询名称')
    .action(async (name: string, options: SearchOptions) => {
      assertNames(name);
      await proveAndShow(await openProving(options), name, options);
    });
}

function searching(name: string, description: string): Command {
  return addSettingOptions(new Command(name).description(description))
    .option('--out <file>', 'the file (default: named after the search) 文件')
    .addHelpText('after', help);
}

function assertNames(...names: readonly string[]): void {
  for (const name of names) {
    if (isRecordName(name)) continue;
    throw new QuanchengError('OPTION_INVALID', `${name}: a record’s name is <participant>/<id>`);
  }
}

async function proveAndShow(
  { records }: QuanchengClient,
  name: string,
  { out }: SearchOptions,
): Promise<void> {
  const bytes = formatSearchProof(await records.proveSearch(name));
  const path = out ?? `${name.replaceAll('/', '-')}.search-proof.json`;
  await createFile(path, bytes);
  const trustRoot = await readPinnedTrustRoot(homeFolder());
  const result = verifySearch(bytes, { trustRoot, time: new Date().toISOString() });
  printSearch(result);
  print(`Evidence 证据: ${shellWord(path)}`);
  process.exitCode = exitCodeOf(result.verdict);
}
