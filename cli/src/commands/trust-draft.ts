import { Command } from 'commander';
import {
  decodeUtf8,
  isJsonObject,
  type JsonObject,
  parseEnvelope,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import { draftSuccessor, type TrustRootChanges } from '@quancheng/sdk';
import { readText, readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { parse } from 'yaml';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { printTrustChanges } from '../output/trust-changes.js';
import { readLogMember } from '../trust/log-member.js';

interface DraftOptions {
  readonly out: string;
  readonly trustRoot?: string;
  readonly log?: readonly string[];
  readonly witnesses?: string;
  readonly chaincodeVersion?: readonly string[];
  readonly members?: string;
}

const HELP = `
  quancheng trust draft --log second-log.json --out next.json
  quancheng trust draft --witnesses policy.txt --members changes.yaml --out next.json
--members: YAML or JSON whose members replace those of the root, whole: organisations, endorsement, signatures,
required, timestampAuthorities, consortium. The draft names the present root by its fingerprint and is not signed:
quancheng trust sign, at each organisation. 草案须由各机构以离线根密钥签署。
`;

const collect = (word: string, words: readonly string[] | undefined): readonly string[] => [
  ...(words ?? []),
  word,
];

/** `quancheng trust draft`: the successor of a trust root, for its administrators to sign. */
export function newTrustDraftCommand(): Command {
  return new Command('draft')
    .description('Write the successor of the trust root, to be signed. 起草后继信任根')
    .requiredOption('--out <file>', 'the draft 草案文件')
    .option('--trust-root <file>', 'its predecessor (default: the pinned one) 前一信任根')
    .option('--log <file>', 'add or change a log: what “log register” or “log rotate” wrote 日志', collect)
    .option('--witnesses <file>', 'the witnesses, as a C2SP tlog-policy 见证者策略')
    .option('--chaincode-version <version>', 'accept this version, too 链码版本', collect)
    .option('--members <file>', 'further members 其他成员')
    .addHelpText('after', `${HELP}${exitCodeHelp}`)
    .action(draft);
}

async function draft(options: DraftOptions): Promise<void> {
  const path = options.trustRoot ?? homeFolder().trustRoot;
  const before = unverifiedPayload(parseEnvelope(await readWholeFile(path)));
  const after = draftSuccessor(before, await readChanges(options), new Date().toISOString());
  await replaceFile(options.out, after);
  printTrustChanges(before, after);
  print(`Draft 草案: ${options.out}`);
  print(`Next 下一步: quancheng trust sign ${shellWord(options.out)} --key <administrator’s key file>`);
}

async function readChanges(options: DraftOptions): Promise<TrustRootChanges> {
  const { log = [], witnesses, chaincodeVersion = [], members } = options;
  return {
    logs: await Promise.all(log.map(readLogMember)),
    ...(witnesses === undefined ? {} : { witnesses: decodeUtf8(await readWholeFile(witnesses)) }),
    chaincodeVersions: chaincodeVersion,
    ...(members === undefined ? {} : { members: await readMembers(members) }),
  };
}

async function readMembers(path: string): Promise<JsonObject> {
  const value: unknown = parse(await readText(path), { schema: 'core', maxAliasCount: 0 });
  if (!isJsonObject(value as JsonObject)) throw new QuanchengError('PROFILE_INVALID', path);
  return value as JsonObject;
}
