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

const SCHEMA = 'quancheng/search-proof/v1';
const MOST_READS = 256;

/** A search with all that it found, for whoever has no access to the ledger (docs/specs/pledges.md). */
export interface SearchProof {
  /** Name of the search. */
  readonly search: string;
  /** Endorsed reads of the search, its certificate, and all pledges, priority searches and holds on that. */
  readonly reads: readonly Uint8Array[];
}

const proofForm = objectOf({
  schema: oneOf(SCHEMA),
  search: stringForm('a record’s name', (text) => /^[^/]+\/[^/]+$/.test(text)),
  reads: listOf(endorsedReadForm, 1, MOST_READS),
});

/** Parses the file's canonical bytes. Nothing is verified. @throws SEARCH_PROOF_MALFORMED */
export function parseSearchProof(bytes: Uint8Array): SearchProof {
  return withCode('SEARCH_PROOF_MALFORMED', () => {
    const { search, reads } = readForm(proofForm, parseCanonical(bytes), 'SEARCH_PROOF_MALFORMED');
    return { search, reads: reads.map(decodeBase64) };
  });
}

/** The canonical bytes: the file `*.search-proof.json`. @throws SEARCH_PROOF_MALFORMED if it could not be parsed again */
export function formatSearchProof({ search, reads }: SearchProof): Uint8Array {
  const bytes = canonicalize({ schema: SCHEMA, search, reads: reads.map(encodeBase64) });
  parseSearchProof(bytes);
  return bytes;
}
