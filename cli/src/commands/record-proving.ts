import { Command } from 'commander';
import { QuanchengError } from '@quancheng/protocol';
import type { ServedKind } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { formatRecordProof, type RecordProof } from '@quancheng/verifier';
import { exitCodeHelp } from '../exit-code.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { openProving } from '../records/acting.js';

type ProvingOptions = SettingOptions & { readonly out?: string };

const provingHelp = `
Whoever holds the file checks it with “quancheng verify”, offline. 持有该文件者可用 quancheng verify 离线核验。
${exitCodeHelp}`;

export function newProveCommand(kind: ServedKind): Command {
  return proving('prove', 'Write evidence of all its versions, for strangers. 导出全部版本的证明')
    .argument('<name>', 'the record’s name 记录名称')
    .action(async (name: string, options: ProvingOptions) => {
      const { records } = await openProving(options);
      await writeProof(await records.prove(kind, name), options);
    });
}

/** `quancheng collection prove`: that these are all. */
export function newCollectionCommand(): Command {
  const prove = proving('prove', 'Write evidence of all its entries, for strangers. 导出全部条目的证明')
    .argument('<name>', 'for example uses/<consent> or certificates/<holder> 集合名称')
    .action(async (name: string, options: ProvingOptions) => {
      if (!/^[a-z][a-z-]*\/[^/]+(\/[^/]+)?$/.test(name))
        throw new QuanchengError('OPTION_INVALID', `${name}: a collection’s name is <what>/<whose>`);
      const { records } = await openProving(options);
      await writeProof(await records.proveCollection(name), options);
    });
  return new Command('collection')
    .description('Lists of the ledger that are provably whole. 可证明完整的集合')
    .addCommand(prove);
}

function proving(name: string, description: string): Command {
  return addSettingOptions(new Command(name).description(description))
    .option('--out <file>', 'the file (default: named after what is proven) 文件')
    .addHelpText('after', provingHelp);
}

async function writeProof(proof: RecordProof, { out }: ProvingOptions): Promise<void> {
  const path = out ?? `${proof.subject.replaceAll('/', '-')}.record-proof.json`;
  await createFile(path, formatRecordProof(proof));
  print(`Evidence 证据: ${shellWord(path)}`);
}
