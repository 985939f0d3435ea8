import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';

export const manifestName = 'manifest.json';
const format = 'quancheng/embedded-backup/v1';

/** A file of a backup, by its path below the backup's folder, with `/` between the names. */
export interface EmbeddedBackupFile {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What a backup holds: written last, so that a folder without it is no backup. */
export interface EmbeddedBackupManifest {
  readonly format: typeof format;
  /** RFC 3339 */
  readonly created: string;
  readonly channel: string;
  /** Number of blocks. */
  readonly height: number;
  /** Header hash of the last block, hexadecimal. */
  readonly tip: string;
  readonly files: readonly EmbeddedBackupFile[];
}

export function newManifest(content: Omit<EmbeddedBackupManifest, 'format'>): EmbeddedBackupManifest {
  return { format, ...content };
}

/** @throws QuanchengError EMBEDDED_BACKUP_DAMAGED if there is none or it is not of this format */
export async function readManifest(folder: string): Promise<EmbeddedBackupManifest> {
  const path = join(folder, manifestName);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new QuanchengError('EMBEDDED_BACKUP_DAMAGED', `${path} cannot be read`, { cause });
  }
  if (!isManifest(content)) {
    throw new QuanchengError('EMBEDDED_BACKUP_DAMAGED', `${path} is no manifest of the format ${format}`);
  }
  return content;
}

function isManifest(content: unknown): content is EmbeddedBackupManifest {
  const { height, files, ...texts } = (content ?? {}) as Record<string, unknown>;
  return (
    texts['format'] === format &&
    ['created', 'channel', 'tip'].every((name) => typeof texts[name] === 'string') &&
    Number.isSafeInteger(height) &&
    Array.isArray(files) &&
    files.every(isFile)
  );
}

/** Paths lead nowhere but into the folder. */
function isFile(entry: unknown): entry is EmbeddedBackupFile {
  const { path, size, sha256 } = (entry ?? {}) as Record<string, unknown>;
  return (
    typeof path === 'string' &&
    /^[\w@-][\w.@-]*(\/[\w@-][\w.@-]*)*$/.test(path) &&
    Number.isSafeInteger(size) &&
    typeof sha256 === 'string'
  );
}
