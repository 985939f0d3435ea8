/** One file under test/vectors/protocol: what it shows, how to read a case, and the cases. */
export interface VectorFile {
  readonly description: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly cases: readonly object[];
}

/** The bytes of a file. */
export function formatVectorFile(file: VectorFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
