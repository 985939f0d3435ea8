import {
  assertExamples,
  boundFields,
  fieldPath,
  fieldTreeRoot,
  openLeaves,
  parseTemplate,
  formatCanonical,
  type JsonObject,
  type OpenedField,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeVector, specifiedTemplate, vectorPath } from './vectors/worked-vector.js';

/** test/vectors/templates/worked.json */
interface Worked {
  readonly template: JsonObject;
  readonly sha256: string;
  readonly row: JsonObject;
  /** Base64. */
  readonly key: string;
  readonly context: { ledger: string; participant: string; record: string; template: string };
  readonly leaves: readonly (OpenedField & { readonly hash: string })[];
  readonly root: string;
  readonly path: { readonly index: number; readonly hashes: readonly string[] };
}

const sha256 = (...parts: readonly Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();

describe('the worked vector of templates', () => {
  const text = readFileSync(vectorPath, 'utf8');
  const worked = JSON.parse(text) as Worked;
  const { context, row, leaves, root, path } = worked;
  const key = Buffer.from(worked.key, 'base64');

  it('is of the template that the specification shows, which fits its own examples', () => {
    const { template } = parseTemplate(Buffer.from(specifiedTemplate()));
    assertExamples(template);
    expect(text).to.equal(makeVector());
  });

  it('is what this project makes', () => {
    const pinned = parseTemplate(Buffer.from(JSON.stringify(worked.template)));
    expect(pinned.sha256).to.equal(worked.sha256).and.to.equal(context.template);
    const opened = openLeaves(pinned.template, row, key);
    expect(opened).to.deep.equal(leaves.map(({ hash, ...leaf }) => leaf));
    expect(boundFields(pinned.template)).to.have.length(leaves.length);
    expect(fieldTreeRoot(context, opened)).to.equal(root);
    expect(fieldPath(context, opened, path.index)).to.deep.equal(path.hashes);
  });

  it('follows from the specification with nothing but HMAC and SHA-256', () => {
    expect(sha256(Buffer.from(formatCanonical(worked.template))).toString('hex')).to.equal(worked.sha256);
    const salts = hmac(key, 'quancheng/field-salts/v1');
    const hashes = leaves.map(({ field, index, salt, value, hash }) => {
      expect(hmac(salts, field).toString('base64')).to.equal(salt);
      const schema = 'quancheng/template-field/v1';
      const leaf = { schema, ...context, field, index, count: leaves.length, salt, value };
      const found = sha256(Buffer.of(0), Buffer.from(formatCanonical(leaf)));
      expect(found.toString('hex')).to.equal(hash);
      return found;
    });
    // Three leaves: the third is promoted.
    const [first, second, third] = hashes;
    const left = sha256(Buffer.of(1), first!, second!);
    expect(sha256(Buffer.of(1), left, third!).toString('hex')).to.equal(root);
    expect(path).to.deep.equal({ index: 1, hashes: [first!.toString('hex'), third!.toString('hex')] });
  });
});
