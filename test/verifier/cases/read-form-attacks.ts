import { encodeUtf8 } from '@quancheng/protocol';
import { identity } from '../../support/evidence/read-parts.js';
import { type Attack, KEY, changeResult, request } from './read-attack.js';

export const formAttacks: readonly Attack[] = [
  ['another header type', (parts) => (parts.type = 1), 'READ_MALFORMED'],
  ['an epoch', (parts) => (parts.epoch = 1), 'READ_MALFORMED'],
  ['a header version', (parts) => (parts.changeHeader = (header) => header.setVersion(1)), 'READ_MALFORMED'],
  ['no timestamp', (parts) => (parts.changeHeader = (header) => header.clearTimestamp()), 'READ_MALFORMED'],
  ['too many nanoseconds', (parts) => (parts.nanos = 1_000_000_000), 'READ_MALFORMED'],
  ['a time after year 9999', (parts) => (parts.seconds = 253_402_300_800), 'READ_MALFORMED'],
  ['no action', (parts) => (parts.changeTransaction = (tx) => tx.clearActionsList()), 'READ_MALFORMED'],
  [
    'two actions',
    (parts) => (parts.changeTransaction = (tx) => tx.addActions(tx.getActionsList()[0])),
    'READ_MALFORMED',
  ],
  [
    'an action with another header',
    (parts) => (parts.changeTransaction = (tx) => tx.getActionsList()[0]!.setHeader(identity('x', 'y'))),
    'READ_MALFORMED',
  ],
  ['another function', (parts) => (parts.args[0] = encodeUtf8('execute')), 'READ_MALFORMED'],
  ['another contract’s function', (parts) => (parts.args[0] = encodeUtf8('other:attest')), 'READ_MALFORMED'],
  ['a third argument', (parts) => parts.args.push(encodeUtf8('')), 'READ_MALFORMED'],
  ['one argument', (parts) => parts.args.pop(), 'READ_MALFORMED'],
  [
    'a request that is not canonical',
    (parts) => (parts.args[1] = encodeUtf8('{"nonce":"00","keys":[]}')),
    'READ_MALFORMED',
  ],
  ['a short nonce', request({ nonce: '00'.repeat(15) }), 'READ_MALFORMED'],
  ['no keys', request({ keys: [] }), 'READ_MALFORMED'],
  ['unsorted keys', request({ keys: ['b', 'a'] }), 'READ_MALFORMED'],
  ['a key twice', request({ keys: ['a', 'a'] }), 'READ_MALFORMED'],
  ['an unknown member in the request', request({ other: 1 }), 'READ_MALFORMED'],
  ['an unknown member in the result', changeResult({ other: 1 }), 'READ_MALFORMED'],
  ['a result that is not canonical', (parts) => (parts.resultBytes = encodeUtf8('{ }')), 'READ_MALFORMED'],
  ['another schema', changeResult({ schema: 'quancheng/endorsed-read/v2' }), 'READ_MALFORMED'],
  [
    'an unknown chaincode type',
    (parts) => (parts.changeSpec = (spec) => spec.getChaincodeSpec()!.setType(6 as never)),
    'READ_MALFORMED',
  ],
  [
    'initialisation',
    (parts) => (parts.changeSpec = (spec) => spec.getChaincodeSpec()!.getInput()!.setIsInit(true)),
    'READ_MALFORMED',
  ],
  [
    'decorations',
    (parts) =>
      (parts.changeSpec = (spec) =>
        spec.getChaincodeSpec()!.getInput()!.getDecorationsMap().set('a', Uint8Array.of(1))),
    'READ_MALFORMED',
  ],
  [
    'transient data',
    (parts) =>
      (parts.changeProposalPayload = (payload) => payload.getTransientmapMap().set('a', Uint8Array.of(1))),
    'READ_MALFORMED',
  ],
  [
    'an event',
    (parts) => (parts.changeAction = (action) => action.setEvents(Uint8Array.of(1))),
    'READ_MALFORMED',
  ],
  [
    'a write',
    (parts) => {
      const write = parts.namespaces[1]!.set.addWrites();
      write.setKey(KEY);
      write.setValue(Uint8Array.of(1));
    },
    'READ_MALFORMED',
  ],
  ['a deletion', (parts) => parts.namespaces[1]!.set.addWrites().setIsDelete(true), 'READ_MALFORMED'],
  ['a metadata write', (parts) => parts.namespaces[1]!.set.addMetadataWrites().setKey(KEY), 'READ_MALFORMED'],
  [
    'a range query',
    (parts) => parts.namespaces[1]!.set.addRangeQueriesInfo().setStartKey('a'),
    'READ_MALFORMED',
  ],
  [
    'private data',
    (parts) =>
      (parts.changeSets = (sets) =>
        sets.getNsRwsetList()[1]!.addCollectionHashedRwset().setCollectionName('c')),
    'READ_MALFORMED',
  ],
  [
    'another data model',
    (parts) => (parts.changeSets = (sets) => sets.setDataModel(1 as never)),
    'READ_MALFORMED',
  ],
];
