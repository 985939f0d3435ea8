import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorFolder } from './vector-folder.js';
import { makeVectors } from './verifier-vectors.js';

// Run after a change of formats: node test/dist/verifier/vectors/write-vectors.js
mkdirSync(vectorFolder, { recursive: true });
for (const [name, bytes] of await makeVectors()) writeFileSync(join(vectorFolder, name), bytes);
