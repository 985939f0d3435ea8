import { Command } from 'commander';
import { purposeOfTemplate } from '@quancheng/domain';
import { QuanchengError, type PinnedTemplate } from '@quancheng/protocol';
import { createFile, findTemplate, readTemplate, templateJsonSchema } from '@quancheng/sdk/node';
import { stringify } from 'yaml';
import { ExitCode, exitCodeHelp } from '../exit-code.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
import { checkRows } from '../templates/check-rows.js';
import { exampleCsv } from '../templates/example-csv.js';
import { addTemplatesOption, loadTemplates, type TemplateOptions } from '../templates/load-templates.js';
import { newTemplate } from '../templates/new-template.js';
import { templateLines } from '../templates/template-text.js';

/** `quancheng template`: the sector templates, which are files. */
export function newTemplateCommand(): Command {
  return new Command('template')
    .description('Sector templates: list, show, check, begin one. 行业模板')
    .addCommand(newList())
    .addCommand(newShow())
    .addCommand(newCheck())
    .addCommand(newNew())
    .addCommand(newExample())
    .addCommand(newPurpose())
    .addCommand(newSchema());
}

function newList(): Command {
  return templateCommand('list', 'List the templates with their digests. 列出模板').action(
    async (options: TemplateOptions) => {
      for (const { template, sha256 } of await loadTemplates(options)) {
        const { id, version, title } = template;
        print(`${id}@${version}  ${sha256.slice(0, 16)}…  ${visibleText(title.zh)} ${visibleText(title.en)}`);
      }
    },
  );
}

function newShow(): Command {
  return templateCommand('show', 'Show what a template asks for. 查看模板')
    .argument('<template>', 'its id, or id@version 模板编号')
    .action(async (name: string, options: TemplateOptions) => {
      for (const line of templateLines(await find(name, options))) print(visibleText(line));
    });
}

function newCheck(): Command {
  return templateCommand('check', 'Check a template’s file, or rows against a template. 检查模板或数据')
    .argument('<template>', 'a template’s file, its id, or id@version 模板文件或编号')
    .argument('[rows]', 'a .csv or .ndjson file 数据文件')
    .option('--headerless', 'the first row of the CSV is data 首行即数据')
    .action(check);
}

async function check(
  name: string,
  rows: string | undefined,
  options: TemplateOptions & { readonly headerless?: true },
): Promise<void> {
  const pinned = name.endsWith('.json') ? await readTemplate(name) : await find(name, options);
  const { id, version, wrong } = pinned.template;
  if (rows === undefined) {
    print(
      `${id}@${version} is right 模板正确, with its example and ${wrong.length} wrong examples 含错误示例`,
    );
    print(`sha256 ${pinned.sha256}`);
    return;
  }
  const found = await checkRows(pinned, rows, options.headerless === true);
  for (const { code, detail } of found.problems) print(`✘ [${code}] ${visibleText(detail)}`);
  print(`Rows 行: ${found.rows}, wrong 有误: ${found.problems.length}`);
  if (found.problems.length > 0) process.exitCode = ExitCode.unusable;
}

function newNew(): Command {
  return new Command('new')
    .description('Begin a template: writes <id>.v1.json, which is right as it stands. 新建模板')
    .argument('<id>', 'such as housing-fund 模板编号')
    .addHelpText('after', `\nThe format: docs/specs/templates.md.\n${exitCodeHelp}`)
    .action(async (id: string) => {
      if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) throw new QuanchengError('OPTION_INVALID', `id ${id}`);
      const path = `${id}.v1.json`;
      await createFile(path, Buffer.from(`${JSON.stringify(newTemplate(id), undefined, 2)}\n`));
      print(`Written 已写出: ${path}`);
      print(`Check 检查: quancheng template check ${path}`);
    });
}

function newExample(): Command {
  return templateCommand('example', 'Print the example as a CSV file to begin with. 输出示例 CSV')
    .argument('<template>', 'its id, or id@version 模板编号')
    .action(async (name: string, options: TemplateOptions) => {
      process.stdout.write(exampleCsv((await find(name, options)).template));
    });
}

function newPurpose(): Command {
  return templateCommand('purpose', 'Print the body of “purpose define”, as YAML. 输出目的规范')
    .argument('<template>', 'its id, or id@version 模板编号')
    .action(async (name: string, options: TemplateOptions) => {
      process.stdout.write(stringify(purposeOfTemplate((await find(name, options)).template)));
    });
}

function newSchema(): Command {
  return templateCommand('schema', 'Print the rows’ JSON Schema (2020-12), for other tools. 输出 JSON Schema')
    .argument('<template>', 'its id, or id@version 模板编号')
    .action(async (name: string, options: TemplateOptions) => {
      print(JSON.stringify(templateJsonSchema(await find(name, options)), undefined, 2));
    });
}

function templateCommand(name: string, description: string): Command {
  const command = new Command(name).description(description).addHelpText('after', exitCodeHelp);
  return addTemplatesOption(command);
}

async function find(name: string, options: TemplateOptions): Promise<PinnedTemplate> {
  return findTemplate(await loadTemplates(options), name);
}
