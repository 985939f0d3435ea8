import {
  batchLeaf,
  batchRoot,
  canonicalize,
  decodeUtf8,
  formatCanonical,
  inclusionProof,
  type ErrorCode,
} from '@quancheng/protocol';
import { alter } from '../support/alter.js';
import * as good from '../support/statements.js';
import { nodesOf } from '../support/tree.js';
import { hex, type VectorFile } from './vector-file.js';

/** A member at an index of a batch. */
export interface BatchCase {
  readonly name: string;
  readonly batch: string;
  readonly member: string;
  readonly index: number;
  readonly leaf: string;
  readonly path: readonly string[];
  readonly code?: ErrorCode;
}

const SIZE = 5;
const payloads = Array.from({ length: SIZE }, (_, index) =>
  canonicalize(alter(good.document, '/id', `batch-7.${index}`)),
);
const getNode = nodesOf(payloads.map(batchLeaf));
const batch = alter(alter(good.batch, '/size', SIZE), '/root', hex(batchRoot(payloads)));

const members = payloads.map((_, index) => of(index));
const [first, second] = members as [BatchCase, BatchCase, ...BatchCase[]];
const only = payloads.slice(0, 1);
const batchOfOne = alter(alter(good.batch, '/size', 1), '/root', hex(batchRoot(only)));

const cases: readonly BatchCase[] = [
  ...members,
  { ...first, name: 'batch of one: the leaf is the root', batch: formatCanonical(batchOfOne), path: [] },
  {
    ...first,
    name: 'member at another’s index',
    index: 1,
    path: second.path,
    code: 'BATCH_MEMBER_MISPLACED',
  },
  { ...first, name: 'index of the size', index: SIZE, code: 'BATCH_MEMBER_MISPLACED' },
  { ...first, name: 'another’s path', path: second.path, code: 'BATCH_PROOF_INVALID' },
  { ...first, name: 'a hash less', path: first.path.slice(1), code: 'BATCH_PROOF_INVALID' },
  { ...first, name: 'a hash more', path: [...first.path, 'ab'.repeat(32)], code: 'BATCH_PROOF_INVALID' },
  { ...first, name: 'another title', ...altered('/title', '别的'), code: 'BATCH_PROOF_INVALID' },
  {
    ...first,
    name: 'another audience',
    ...altered('/audience', 'f'.repeat(32)),
    code: 'BATCH_MEMBER_MISPLACED',
  },
  {
    ...first,
    name: 'another signer',
    ...altered('/signers/0/participant', good.CONSUMER),
    code: 'BATCH_MEMBER_MISPLACED',
  },
  {
    ...first,
    name: 'the id of another batch',
    ...altered('/id', 'batch-8.0'),
    code: 'BATCH_MEMBER_MISPLACED',
  },
];

export const batchVectors: VectorFile = {
  description:
    'Batches (docs/specs/envelope.md): whether a member is in its place, then whether the path proves it.',
  fields: {
    batch: 'the batch statement’s canonical JSON',
    member: 'the member statement’s canonical JSON',
    leaf: 'hex hash of the member’s leaf',
    path: 'hex hashes from the leaf upwards',
    code: 'first error; absent where the member is proven',
  },
  cases,
};

function of(index: number): BatchCase {
  const payload = payloads[index] ?? new Uint8Array();
  return {
    name: `member ${index} of ${SIZE}`,
    batch: formatCanonical(batch),
    member: decodeUtf8(payload),
    index,
    leaf: hex(batchLeaf(payload)),
    path: inclusionProof(index, SIZE, getNode).map(hex),
  };
}

function altered(path: string, value: string): { readonly member: string; readonly leaf: string } {
  const payload = canonicalize(alter(alter(good.document, '/id', 'batch-7.0'), path, value));
  return { member: decodeUtf8(payload), leaf: hex(batchLeaf(payload)) };
}
