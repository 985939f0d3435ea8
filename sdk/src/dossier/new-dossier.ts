import { encodeHex, isJsonObject, QuanchengError, sha256, sm3, type JsonValue } from '@quancheng/protocol';
import {
  formatManifest,
  MANIFEST_NAME,
  type DossierFile,
  type DossierFileKind,
  type DossierFiles,
  type Manifest,
} from '@quancheng/verifier';

/** A file that shall be part of a dossier. */
export interface DossierPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Keys under which evidence commits to it, where it is a document. */
  readonly keys?: readonly Uint8Array[];
}

const KINDS: Readonly<Record<string, DossierFileKind>> = {
  'quancheng/package/v1': 'package',
  'quancheng/bundle/v1': 'bundle',
  'quancheng/record-proof/v1': 'record-proof',
  'quancheng/search-proof/v1': 'search-proof',
};

/**
 * A dossier's files, its manifest among them (docs/specs/dossier.md). What is no evidence is a document.
 * @throws DOSSIER_MALFORMED if a name will not do, or two parts have the same
 */
export function newDossier(
  head: Pick<Manifest, 'ledger' | 'title' | 'made'>,
  parts: readonly DossierPart[],
): DossierFiles {
  const files = new Map(parts.map(({ name, bytes }) => [name, bytes]));
  if (files.size !== parts.length) throw new QuanchengError('DOSSIER_MALFORMED', 'two files of one name');
  const listed = parts.map(describe).sort((left, right) => (left.name < right.name ? -1 : 1));
  const manifest = formatManifest({ ...head, files: listed });
  return files.set(MANIFEST_NAME, manifest);
}

function describe({ name, bytes, keys }: DossierPart): DossierFile {
  const kind = kindOf(bytes);
  const members = { name, kind, sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
  return kind === 'document' && keys !== undefined && keys.length > 0 ? { ...members, keys } : members;
}

function kindOf(bytes: Uint8Array): DossierFileKind {
  const value = parseOrNothing(bytes);
  const schema = isJsonObject(value) ? value['schema'] : undefined;
  return typeof schema === 'string' && Object.hasOwn(KINDS, schema)
    ? (KINDS[schema] ?? 'document')
    : 'document';
}

function parseOrNothing(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}
