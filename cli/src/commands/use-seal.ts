import { Command } from 'commander';
import { participantKey } from '@quancheng/domain';
import { canonicalize, isJsonObject, type JsonValue, QuanchengError } from '@quancheng/protocol';
import type { QuanchengClient } from '@quancheng/sdk';
import { createFile, readText, sealDelivery, type ProvidedField } from '@quancheng/sdk/node';
import { parse } from 'yaml';
import { exitCodeHelp } from '../exit-code.js';
import { addSettingOptions, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { openActing } from '../records/acting.js';
import { readProvenUse } from '../records/proven-use.js';

type SealOptions = SettingOptions & {
  readonly fields: string;
  readonly environment: string;
  readonly out: string;
};

/** `quancheng use seal`: commits to the fields of a use, and encrypts them for its recipient. */
export function newSealCommand(): Command {
  const command = new Command('seal')
    .description(
      'Provider: encrypt the data of a reserved use, and make the body of “use deliver”. 封装交付数据',
    )
    .argument('<name>', 'the use’s name 使用记录名称')
    .requiredOption('--fields <file>', 'the data, JSON or YAML 数据')
    .requiredOption('--environment <text>', 'where the data may be used 使用环境')
    .requiredOption('--out <file>', 'the sealed delivery 交付文件');
  return addSettingOptions(command).addHelpText('after', `${fieldsHelp}\n${exitCodeHelp}`).action(seal);
}

const fieldsHelp = `
--fields lists, in the order in which the use asks for them:
  - {field: housing-fund.balance, state: returned, value: 81234, asOf: 2026-11-01T00:00:00.000Z}
  - {field: housing-fund.loans, state: withheld, reason: 争议处理中, asOf: 2026-11-01T00:00:00.000Z}
Hand the delivery over only after “use deliver” was done and not denied; send it again as the same bytes.
仅在 use deliver 成功且未被拒绝后移交；重发时使用相同字节。`;

async function seal(name: string, options: SealOptions): Promise<void> {
  const { client, ledger } = await openActing(options);
  const use = await readProvenUse(client, name);
  const prepared = sealDelivery({
    ledger,
    use,
    encryptionKey: await provenEncryptionKey(client, use.consumer),
    fields: await readFields(options.fields),
    environment: options.environment,
    sent: new Date().toISOString(),
  });
  const bodyPath = `${options.out}.deliver.json`;
  await createFile(options.out, prepared.sealed);
  await createFile(bodyPath, canonicalize(prepared.body));
  print(`Sealed 已封装: ${options.out}`);
  print(`Next 下一步: quancheng use deliver ${shellWord(name)} --body ${shellWord(bodyPath)}`);
}

/** The gateway alone is not believed: it could name a key of its own and read the data. */
async function provenEncryptionKey(client: QuanchengClient, participant: string): Promise<string> {
  const key = participantKey(participant);
  const announced = (await client.readLedger([key])).get(key)?.['encryptionKey'];
  if (typeof announced === 'string') return announced;
  throw new QuanchengError('ENCRYPTION_KEY_INVALID', `${participant} has announced none`);
}

async function readFields(path: string): Promise<readonly ProvidedField[]> {
  const value = parseText(await readText(path), path);
  if (!isFieldList(value)) {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path}: expected a list of fields`);
  }
  return value;
}

/** What doesn't fit beyond this is refused with its path when the content is made. */
function isFieldList(value: unknown): value is readonly ProvidedField[] {
  return Array.isArray(value) && (value as readonly JsonValue[]).every(isJsonObject);
}

function parseText(text: string, path: string): JsonValue {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 }) as JsonValue;
  } catch (cause) {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is neither JSON nor YAML`, { cause });
  }
}
