// Verifies one package in a fresh process, as a person's first look at it: argv names the package and the trust root's
// envelope. Prints what its verification took, without the process's start.
import { readFile } from 'node:fs/promises';
import { verifyPackage, verifyTrustRoot } from '@quancheng/verifier';
import { VERIFIED_AT } from '../../support/evidence/standard-evidence.js';

const [packagePath = '', rootPath = ''] = process.argv.slice(2);
const [bytes, root] = await Promise.all([readFile(packagePath), readFile(rootPath)]);
const start = performance.now();
const { verdict } = await verifyPackage(bytes, { trustRoot: verifyTrustRoot(root), time: VERIFIED_AT });
process.stdout.write(JSON.stringify({ verdict, milliseconds: performance.now() - start }));
