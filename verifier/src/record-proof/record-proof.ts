import {
  canonicalize,
  decodeBase64,
  encodeBase64,
  listOf,
  objectOf,
  oneOf,
  parseCanonical,
  readForm,
  stringForm,
} from '@quancheng/protocol';
import { endorsedReadForm } from '../package/package-form.js';
import { withCode } from '../package/with-code.js';

const SCHEMA = 'quancheng/record-proof/v1';
const MOST_READS = 256;

/** What a record or a collection of the ledger was and is, for whoever has no access to it (docs/specs/dossier.md). */
export interface RecordProof {
  /** State key: `<kind>/<name>`, or `collection/<what>/<whose>`. */
  readonly subject: string;
  /** Endorsed reads of the subject and of all its versions or entries. */
  readonly reads: readonly Uint8Array[];
}

const subjectForm = stringForm('a record’s or a collection’s state key', (text) =>
  /^[a-z][a-z-]{0,31}\/[^/]+\/[^/]+(\/[^/]+)?$/.test(text),
);
const proofForm = objectOf({
  schema: oneOf(SCHEMA),
  subject: subjectForm,
  reads: listOf(endorsedReadForm, 1, MOST_READS),
});

/** Parses the file's canonical bytes. Nothing is verified. @throws RECORD_PROOF_MALFORMED */
export function parseRecordProof(bytes: Uint8Array): RecordProof {
  return withCode('RECORD_PROOF_MALFORMED', () => {
    const { subject, reads } = readForm(proofForm, parseCanonical(bytes), 'RECORD_PROOF_MALFORMED');
    return { subject, reads: reads.map(decodeBase64) };
  });
}

/** The canonical bytes: the file `*.record-proof.json`. @throws RECORD_PROOF_MALFORMED if it could not be parsed again */
export function formatRecordProof({ subject, reads }: RecordProof): Uint8Array {
  const bytes = canonicalize({ schema: SCHEMA, subject, reads: reads.map(encodeBase64) });
  parseRecordProof(bytes);
  return bytes;
}

/** The collection that a subject names; undefined for a record. */
export function collectionOf(subject: string): string | undefined {
  const prefix = 'collection/';
  return subject.startsWith(prefix) ? subject.slice(prefix.length) : undefined;
}
