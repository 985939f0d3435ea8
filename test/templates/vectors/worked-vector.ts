import {
  encodeHex,
  fieldPath,
  fieldTreeRoot,
  openLeaves,
  parseTemplate,
  sha256,
  templateLeaf,
  type JsonObject,
} from '@quancheng/protocol';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../sdk/support/shared-folder.js';

export const vectorPath = join(checkout(), 'test', 'vectors', 'templates', 'worked.json');

/** The example at the top of docs/specs/templates.md. */
export function specifiedTemplate(): string {
  const page = readFileSync(join(checkout(), 'docs', 'specs', 'templates.md'), 'utf8');
  return /^```json\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
}

/** The whole vector, from that template and from bytes that never change. */
export function makeVector(): string {
  const pinned = parseTemplate(Buffer.from(specifiedTemplate()));
  const key = sha256(Buffer.from('the key of the worked vector'));
  const context = {
    ledger: '0123456789abcdef0123456789abcdef',
    participant: '91370100MA3CQ00008',
    record: 'taps-1.0',
    template: pinned.sha256,
  };
  const row = pinned.template.example;
  const leaves = openLeaves(pinned.template, row, key);
  const vector = {
    about: 'A row, its key, and what the statement commits to (docs/specs/templates.md).',
    template: pinned.template as unknown as JsonObject,
    sha256: pinned.sha256,
    sm3: pinned.sm3,
    row,
    key: Buffer.from(key).toString('base64'),
    context,
    leaves: leaves.map((leaf) => ({
      ...leaf,
      hash: encodeHex(templateLeaf(context, leaves.length, leaf)),
    })),
    root: fieldTreeRoot(context, leaves),
    path: { index: 1, hashes: fieldPath(context, leaves, 1) },
  };
  return `${JSON.stringify(vector, null, 2)}\n`;
}
