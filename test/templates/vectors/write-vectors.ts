import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeVector, vectorPath } from './worked-vector.js';

// Run after a change of formats: node test/dist/templates/vectors/write-vectors.js
mkdirSync(dirname(vectorPath), { recursive: true });
writeFileSync(vectorPath, makeVector());
