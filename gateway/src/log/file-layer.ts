/** `read`: must exist; `update`: read and write, created if missing; `create`: write, emptied if it exists. */
export type OpenMode = 'read' | 'update' | 'create';

/** An open file of a `FileLayer`. Positions and lengths are bytes. */
export interface OpenFile {
  size(): Promise<number>;
  /** The bytes at `position`, fewer at the file's end. */
  read(position: number, length: number): Promise<Buffer>;
  /** Writes all chunks one after the other, beginning at `position`. */
  write(chunks: readonly Uint8Array[], position: number): Promise<void>;
  truncate(size: number): Promise<void>;
  /** Returns when contents and length are on the medium. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The few file operations that the log's promises rest on. Errors are the system's (`code` ENOENT, ENOSPC, …).
 * A port so that tests can stand in a medium that forgets whatever was not synced.
 */
export interface FileLayer {
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  /** Names in a directory, sorted; none if it does not exist. */
  list(path: string): Promise<string[]>;
  /** Replaces `to` atomically. Durable after `syncDirectory` of its directory. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; nothing happens if it is not there. */
  remove(path: string): Promise<void>;
  /** Removes an empty directory; nothing happens if it is not there. */
  removeDirectory(path: string): Promise<void>;
  /** Creates a directory in an existing one; nothing happens if it is there. */
  makeDirectory(path: string): Promise<void>;
  /** Returns when the names in the directory are on the medium. */
  syncDirectory(path: string): Promise<void>;
}

/** Whether an error of a `FileLayer` says that the file does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';
}
