import { type Command, Option } from 'commander';

/** Options that say what a record says besides its original; they win over the profile. */
export function addDescriptionOptions(command: Command): Command {
  return command
    .option('--title <text>', 'title of the document 标题')
    .option('--media-type <type>', 'media type of the document 媒体类型')
    .option('--legal-basis <text>', 'legal basis 法律依据')
    .addOption(new Option('--level <level>', 'level of the data 数据分级').choices(['general', 'important']))
    .option('--custodian <text>', 'who keeps the original 原件保管方')
    .option('--source <text>', 'provenance: where it comes from 来源')
    .option('--mechanism <text>', 'provenance: how it came to be 形成机制')
    .option('--collector <text>', 'provenance: who collected it 采集方')
    .option('--provider <id>', 'rows: who shares (default: the participant) 提供方')
    .option('--consumer <id>', 'rows: with whom 使用方')
    .option('--catalogue <text>', 'rows: the resource in the catalogue 目录资源')
    .option('--purpose <text>', 'rows: for what 用途');
}
