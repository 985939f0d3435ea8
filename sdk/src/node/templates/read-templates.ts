import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertExamples, parseTemplate, QuanchengError, type PinnedTemplate } from '@quancheng/protocol';
import { readWholeFile } from '../files/read-file.js';

/** The templates that come with the project. */
export function templatesFolder(): string {
  return fileURLToPath(new URL('../../../../templates/', import.meta.url));
}

/**
 * Reads the templates of some folders: every `*.json`, so that adding one is adding a file. Each holds its own examples.
 * @returns sorted by id and version
 * @throws FILE_UNREADABLE; TEMPLATE_INVALID, TEMPLATE_EXAMPLE_WRONG with the file's path
 */
export async function readTemplates(folders: readonly string[]): Promise<readonly PinnedTemplate[]> {
  const found = new Map<string, PinnedTemplate>();
  for (const folder of folders) {
    for (const path of await templateFiles(folder)) {
      const pinned = await readTemplate(path);
      const name = `${pinned.template.id}/${String(pinned.template.version).padStart(7, '0')}`;
      const known = found.get(name);
      if (known !== undefined && known.sha256 !== pinned.sha256) {
        throw new QuanchengError('TEMPLATE_INVALID', `${path}: ${name} is there with other contents`);
      }
      found.set(name, pinned);
    }
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, pinned]) => pinned);
}

/** @throws FILE_UNREADABLE; TEMPLATE_INVALID, TEMPLATE_EXAMPLE_WRONG with the file's path */
export async function readTemplate(path: string): Promise<PinnedTemplate> {
  const bytes = await readWholeFile(path);
  try {
    const pinned = parseTemplate(bytes);
    assertExamples(pinned.template);
    return pinned;
  } catch (cause) {
    if (!(cause instanceof QuanchengError)) throw cause;
    throw new QuanchengError(cause.code, `${path}: ${cause.detail}`, { cause });
  }
}

async function templateFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNREADABLE', `${folder} (${code})`, { cause });
  }
}
