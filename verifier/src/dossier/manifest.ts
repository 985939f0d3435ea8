import {
  base64Form,
  canonicalize,
  decodeBase64,
  digestForm,
  encodeBase64,
  ledgerIdForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  parseCanonical,
  QuanchengError,
  readForm,
  stringForm,
  textForm,
  timeForm,
  type JsonObject,
  type ValueOf,
} from '@quancheng/protocol';
import { withCode } from '../package/with-code.js';

const SCHEMA = 'quancheng/dossier/v1';
const MOST_FILES = 10_000;
const MOST_KEYS = 64;

/** The manifest's own name in its folder. */
export const MANIFEST_NAME = 'manifest.json';

/** What a file of a dossier is; a `document` is an original that a proof names by its digests. */
export const dossierFileKinds = ['bundle', 'document', 'package', 'record-proof', 'search-proof'] as const;
export type DossierFileKind = (typeof dossierFileKinds)[number];

export interface DossierFile {
  /** Letters, digits and the signs that every file system takes; no folders. */
  readonly name: string;
  readonly kind: DossierFileKind;
  /** Hex. */
  readonly sha256: string;
  readonly sm3: string;
  /** Of a document that evidence names by HMACs: their keys, 32 bytes each. */
  readonly keys?: readonly Uint8Array[];
}

/** The list of a dossier's files (docs/specs/dossier.md). */
export interface Manifest {
  /** Ledger id. */
  readonly ledger: string;
  /** For people: what it is about. */
  readonly title: string;
  /** Time, by the clock of whoever made it. */
  readonly made: string;
  /** Sorted by name, none twice. */
  readonly files: readonly DossierFile[];
}

const nameForm = stringForm(
  'a file name',
  (text) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u.test(text) && text !== MANIFEST_NAME,
);
const fileForm = objectOf({
  name: nameForm,
  kind: oneOf(...dossierFileKinds),
  sha256: digestForm,
  sm3: digestForm,
  keys: optional(listOf(base64Form(32, 32), 1, MOST_KEYS)),
});
const manifestForm = objectOf({
  schema: oneOf(SCHEMA),
  ledger: ledgerIdForm,
  title: textForm,
  made: timeForm,
  files: listOf(fileForm, 1, MOST_FILES),
});

/** Parses a manifest's canonical bytes. @throws DOSSIER_MALFORMED */
export function parseManifest(bytes: Uint8Array): Manifest {
  return withCode('DOSSIER_MALFORMED', () => {
    const { ledger, title, made, files } = readForm(manifestForm, parseCanonical(bytes), 'DOSSIER_MALFORMED');
    const names = files.map(({ name }) => name);
    if (names.slice(1).some((name, index) => name <= (names[index] ?? '')))
      throw new QuanchengError('DOSSIER_MALFORMED', '/files: sorted by name, none twice');
    return { ledger, title, made, files: files.map(readFile) };
  });
}

/** The canonical bytes of a manifest: the file `manifest.json`. @throws DOSSIER_MALFORMED */
export function formatManifest({ files, ...members }: Manifest): Uint8Array {
  const bytes = canonicalize({ schema: SCHEMA, ...members, files: files.map(fileJson) });
  parseManifest(bytes);
  return bytes;
}

function readFile({ keys, ...members }: ValueOf<typeof fileForm>): DossierFile {
  return { ...members, ...(keys === undefined ? {} : { keys: keys.map(decodeBase64) }) };
}

function fileJson({ keys, ...members }: DossierFile): JsonObject {
  return { ...members, ...(keys === undefined ? {} : { keys: keys.map(encodeBase64) }) };
}
