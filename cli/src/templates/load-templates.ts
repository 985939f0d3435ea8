import type { Command } from 'commander';
import type { PinnedTemplate } from '@quancheng/protocol';
import { readTemplates, templatesFolder } from '@quancheng/sdk/node';

export interface TemplateOptions {
  readonly templates?: readonly string[];
}

/** `--templates <folder>`: further templates, beside those that come with the project. */
export function addTemplatesOption(command: Command): Command {
  return command.option(
    '--templates <folder>',
    'further sector templates: every *.json of a folder; may be repeated 其他模板所在目录',
    (folder: string, folders: readonly string[] | undefined) => [...(folders ?? []), folder],
  );
}

/** @throws FILE_UNREADABLE, TEMPLATE_INVALID, TEMPLATE_EXAMPLE_WRONG */
export function loadTemplates({ templates = [] }: TemplateOptions): Promise<readonly PinnedTemplate[]> {
  return readTemplates([templatesFolder(), ...templates]);
}
