import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBundle, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { vectorFolder } from './vectors/vector-folder.js';
import { makeVectors, summarise, type VerifierVector } from './vectors/verifier-vectors.js';

const read = (file: string) => readFileSync(join(vectorFolder, file));
const { vectors } = JSON.parse(read('vectors.json').toString('utf8')) as {
  vectors: readonly VerifierVector[];
};

describe('verifier vector', () => {
  for (const { about, file, trustRoot, time, require, expected } of vectors) {
    it(about, async () => {
      const options = {
        trustRoot: { envelope: read(trustRoot.file), fingerprint: trustRoot.fingerprint },
        time,
        ...(require === undefined ? {} : { require }),
      };
      if ('records' in expected) {
        const { verdict, records } = await verifyBundle(read(file), options);
        expect({ verdict, records: records.map(summarise) }).to.deep.equal(expected);
      } else {
        expect(summarise(await verifyPackage(read(file), options))).to.deep.equal(expected);
      }
    });
  }

  it('files are those that the fixtures make today', async () => {
    const made = await makeVectors();
    expect(readdirSync(vectorFolder).sort()).to.deep.equal([...made.keys()].sort());
    for (const [name, bytes] of made) expect(read(name).equals(bytes), name).to.equal(true);
  });
});
