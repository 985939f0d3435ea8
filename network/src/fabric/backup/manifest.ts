import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { QuanchengError } from '@quancheng/protocol';
import { syncPath } from './sync-path.js';

const format = 'quancheng-fabric-backup/1';
const manifestFile = 'manifest.json';
const digestFile = 'manifest.sha256';

/** What a backup is, and every file in it. */
export interface Manifest {
  readonly format: typeof format;
  /** When it was begun, RFC 3339. Whatever was committed later may be missing. */
  readonly created: string;
  /** Hex SHA-256 of the channel's first block: which network it is of. */
  readonly network: string;
  /** Peers and orderers, for example `peer0.notary`. */
  readonly nodes: readonly string[];
  readonly withKeys: boolean;
  readonly entries: readonly ManifestEntry[];
}

/** A file or symbolic link of the backup; `path` is relative to it, with `/`. */
export type ManifestEntry =
  | { readonly path: string; readonly size: number; readonly sha256: string }
  | { readonly path: string; readonly link: string };

function refuse(reason: string, cause?: unknown): never {
  throw new QuanchengError('BACKUP_INVALID', reason, { cause });
}

/** Hex SHA-256 of a file. */
export async function digestFileContents(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function listEntries(folder: string, path = ''): Promise<ManifestEntry[]> {
  const listed: ManifestEntry[] = [];
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const inside = path === '' ? entry.name : `${path}/${entry.name}`;
    const file = join(folder, inside);
    if (entry.isDirectory()) {
      listed.push(...(await listEntries(folder, inside)));
    } else if (entry.isSymbolicLink()) {
      listed.push({ path: inside, link: await readlink(file) });
    } else if (inside !== manifestFile && inside !== digestFile) {
      const { size } = await lstat(file);
      listed.push({ path: inside, size, sha256: await digestFileContents(file) });
    }
  }
  return listed;
}

/** True if the folder holds a finished backup, whole or not. */
export async function isFinished(folder: string): Promise<boolean> {
  return (await readdir(folder).catch((): string[] => [])).includes(digestFile);
}

/** Lists a folder and thereby makes it a finished backup; written last and brought to disk. */
export async function writeManifest(
  folder: string,
  about: Omit<Manifest, 'format' | 'entries'>,
): Promise<Manifest> {
  const manifest: Manifest = { format, ...about, entries: await listEntries(folder) };
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
  await writeFile(join(folder, manifestFile), text, { mode: 0o600 });
  await syncPath(join(folder, manifestFile));
  const digest = createHash('sha256').update(text).digest('hex');
  await writeFile(join(folder, digestFile), `${digest}  ${manifestFile}\n`, { mode: 0o600 });
  await syncPath(join(folder, digestFile));
  await syncPath(folder);
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  const [text, digest] = await Promise.all(
    [manifestFile, digestFile].map((name) => readFile(join(folder, name), 'utf8')),
  ).catch((cause: unknown) => refuse(`${folder} holds no finished backup`, cause));
  if (
    digest?.split(' ')[0] !==
    createHash('sha256')
      .update(text ?? '')
      .digest('hex')
  ) {
    refuse(`${manifestFile} has been changed`);
  }
  const manifest = JSON.parse(text ?? '') as Omit<Manifest, 'format'> & { readonly format: unknown };
  return manifest.format === format
    ? { ...manifest, format }
    : refuse(`unknown format ${String(manifest.format)}`);
}

/**
 * Reads every file of a backup and compares it with the manifest.
 * @throws QuanchengError BACKUP_INVALID naming the first file that is missing, changed or not listed.
 */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const describe = (entry: ManifestEntry): string => JSON.stringify(entry);
  const found = new Map((await listEntries(folder)).map((entry) => [entry.path, describe(entry)]));
  for (const entry of manifest.entries) {
    const present = found.get(entry.path);
    if (present !== describe(entry)) {
      refuse(`${entry.path} ${present === undefined ? 'is missing' : 'has been changed'}`);
    }
    found.delete(entry.path);
  }
  const [stranger] = found.keys();
  return stranger === undefined ? manifest : refuse(`${stranger} does not belong to it`);
}
