/** A file as the operating system knows it, whatever it is called. */
export interface FileIdentity {
  /** `<device>:<inode>`. */
  readonly inode: string;
  /** Hex SHA-256 of its first bytes, so many as `headLength` says: inodes are used again. */
  readonly head: string;
  readonly headLength: number;
}

/** Rows that were taken from a growing file, or a document from a folder: kept before anything is signed. */
export interface Cut {
  /** From 1, without gaps. */
  readonly number: number;
  /** Path of the watched file or folder. */
  readonly source: string;
  readonly kind: 'rows' | 'document';
  /** Name of the copy in the store: the original that its evidence is about. */
  readonly part: string;
  /** Of rows: the file, and which of its bytes, from and up to but without. */
  readonly file?: FileIdentity & { readonly from: number; readonly to: number };
  readonly rows?: number;
  /** Of CSV rows: their file has no header. */
  readonly headerless?: true;
  /** Of a document: its name in the folder, and hex SHA-256 of its bytes. */
  readonly document?: { readonly name: string; readonly digest: string };
}
