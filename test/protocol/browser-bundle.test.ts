import { build } from 'esbuild';
import { expect } from 'chai';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { checkout } from '../sdk/support/shared-folder.js';
import type { SignatureCase } from './vectors/signature-vectors.js';
import { vectorFolder } from './vectors/vector-files.js';

/** What runs inside the page: verdicts of the bundled package on the signature vectors. */
const PAGE = `
  import { parsePublicKey, verifySignature, decodeHex, sha256, encodeHex, encodeUtf8 } from '@quancheng/protocol';
  globalThis.digest = encodeHex(sha256(encodeUtf8('abc')));
  globalThis.verdicts = cases.map(({ spki, message, signature }) =>
    verifySignature(parsePublicKey(decodeHex(spki)), decodeHex(message), decodeHex(signature)));
`;

describe('browser bundle', () => {
  it('holds nothing of Node, and judges signatures without it', async function () {
    this.timeout(60_000);
    const { outputFiles, metafile } = await build({
      stdin: { contents: PAGE, resolveDir: join(checkout(), 'test') },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'iife',
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((input) => input.endsWith('protocol/dist/cryptography/portable.js'))).to.equal(true);
    expect(inputs.filter((input) => /node:|cryptography\/node/.test(input))).to.deep.equal([]);

    const { cases } = JSON.parse(readFileSync(join(vectorFolder, 'signatures.json'), 'utf8')) as {
      cases: SignatureCase[];
    };
    const page = {
      cases,
      TextEncoder,
      TextDecoder,
      crypto: webcrypto,
      digest: '',
      verdicts: [] as boolean[],
    };
    runInContext(outputFiles[0]!.text, createContext(page));
    expect(page.digest).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect([...page.verdicts]).to.deep.equal(cases.map(({ valid }) => valid));
  });
});
