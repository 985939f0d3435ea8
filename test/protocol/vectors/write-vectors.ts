import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVectorFile } from './vector-file.js';
import { vectorFiles, vectorFolder } from './vector-files.js';

// Writes test/vectors/protocol: `npx tsc -b test && node test/dist/protocol/vectors/write-vectors.js`.
// vectors.test.ts fails when the files there are not what this writes.
mkdirSync(vectorFolder, { recursive: true });
for (const [name, file] of Object.entries(vectorFiles))
  writeFileSync(join(vectorFolder, name), formatVectorFile(file));
