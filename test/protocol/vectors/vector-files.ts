import { join } from 'node:path';
import { checkout } from '../../sdk/support/shared-folder.js';
import { batchVectors } from './batch-vectors.js';
import { canonicalJsonVectors } from './canonical-json-vectors.js';
import { entryVectors } from './entry-vectors.js';
import { envelopeVectors } from './envelope-vectors.js';
import { keyVectors } from './key-vectors.js';
import { tlogProofVectors } from './log-vectors.js';
import { merkleVectors } from './merkle-vectors.js';
import { signatureVectors } from './signature-vectors.js';
import { statementVectors } from './statement-vectors.js';
import type { VectorFile } from './vector-file.js';

/** Every file under test/vectors/protocol, by name. */
export const vectorFiles: Readonly<Record<string, VectorFile>> = {
  'batches.json': batchVectors,
  'canonical-json.json': canonicalJsonVectors,
  'entries-and-promises.json': entryVectors,
  'envelopes.json': envelopeVectors,
  'keys.json': keyVectors,
  'merkle.json': merkleVectors,
  'signatures.json': signatureVectors,
  'statements.json': statementVectors,
  'tlog-proofs.json': tlogProofVectors,
};

export const vectorFolder = join(checkout(), 'test', 'vectors', 'protocol');
