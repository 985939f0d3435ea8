import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fraudVectorFolder, makeFraudVectors } from './fraud-vectors.js';

// Run after a change of formats: node test/dist/verifier/fraud/write-vectors.js
mkdirSync(fraudVectorFolder, { recursive: true });
for (const [name, bytes] of await makeFraudVectors()) writeFileSync(join(fraudVectorFolder, name), bytes);
