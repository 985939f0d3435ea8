import { keyValueSet, type TestRead } from '../../support/evidence/read-parts.js';
import { type Attack, KEY, changeResult } from './read-attack.js';

export const readSetAttacks: readonly Attack[] = [
  ['a failed response', (parts) => (parts.status = 500), 'READ_SET_MISMATCH'],
  [
    'a further namespace',
    (parts) => parts.namespaces.push({ name: 'zother', set: reads(['a', [1, 0]]) }),
    'READ_SET_MISMATCH',
  ],
  ['a namespace twice', (parts) => parts.namespaces.push(parts.namespaces[1]!), 'READ_SET_MISMATCH'],
  ['namespaces out of order', (parts) => parts.namespaces.reverse(), 'READ_SET_MISMATCH'],
  ['no reads of the chaincode', (parts) => parts.namespaces.pop(), 'READ_SET_MISMATCH'],
  [
    'another look-up in _lifecycle',
    (parts) => (parts.namespaces[0]!.set = reads(['namespaces/fields/other/Sequence', [4, 0]])),
    'READ_SET_MISMATCH',
  ],
  [
    'a look-up of nothing',
    (parts) => (parts.namespaces[0]!.set = reads(['namespaces/fields/quancheng/Sequence', undefined])),
    'READ_SET_MISMATCH',
  ],
  [
    'a key that was not read',
    (parts) => (parts.namespaces[1]!.set = reads(...without(KEY))),
    'READ_SET_MISMATCH',
  ],
  [
    'a key that was not asked for',
    (parts) => (parts.namespaces[1]!.set = reads(['a', [5, 0]], ...all())),
    'READ_SET_MISMATCH',
  ],
  [
    'a tick key that was not read',
    (parts) => (parts.namespaces[1]!.set = reads(...without('tick/2'))),
    'READ_SET_MISMATCH',
  ],
  [
    'unsorted reads',
    (parts) => (parts.namespaces[1]!.set = reads(...all().toReversed())),
    'READ_SET_MISMATCH',
  ],
  ['a read twice', (parts) => (parts.namespaces[1]!.set = reads(all()[0]!, ...all())), 'READ_SET_MISMATCH'],
  [
    'no ledger',
    (parts) => (parts.namespaces[1]!.set = reads(...without('ledger'), ['ledger', undefined] as const)),
    'READ_SET_MISMATCH',
  ],
  [
    'a value without version',
    (parts) => (parts.namespaces[1]!.set = reads([KEY, undefined], ...without(KEY))),
    'READ_SET_MISMATCH',
  ],
  ['a version without value', changeResult({ answers: [{ key: KEY, value: null }] }), 'READ_SET_MISMATCH'],
  ['an answer to another key', changeResult({ answers: [{ key: 'key/b', value: 1 }] }), 'READ_SET_MISMATCH'],
  [
    'an answer too many',
    changeResult({
      answers: [
        { key: KEY, value: { value: 1 } },
        { key: 'z', value: null },
      ],
    }),
    'READ_SET_MISMATCH',
  ],
];

function reads(...extra: readonly TestRead[]) {
  return keyValueSet(extra);
}

function all(): TestRead[] {
  return [
    [KEY, [5, 0]],
    ['ledger', [5, 0]],
    ['tick/0', [5, 0]],
    ['tick/1', undefined],
    ['tick/2', undefined],
  ];
}

function without(key: string): TestRead[] {
  return all().filter(([each]) => each !== key);
}
