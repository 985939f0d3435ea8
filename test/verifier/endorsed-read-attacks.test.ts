import type { peer } from '@hyperledger/fabric-protos';
import {
  canonicalize,
  encodeHex,
  encodeUtf8,
  sha256,
  type ErrorCode,
  type JsonObject,
} from '@quancheng/protocol';
import { verifyEndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { derSignature, issueTestCertificate, newTestAuthority } from '../support/evidence/certificates.js';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead, identity, keyValueSet, type ReadParts } from '../support/evidence/read-builder.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';
import { testSigner } from '../support/evidence/test-keys.js';

type Attack = readonly [name: string, change: (parts: ReadParts) => void, code: ErrorCode];

const consortium = newTestConsortium();
const [first, second] = consortium.organisations as [
  (typeof consortium.organisations)[0],
  (typeof consortium.organisations)[0],
];
const KEY = `key/${'a'.repeat(64)}`;

const changeResult = (change: JsonObject) => (parts: ReadParts) => {
  parts.result = { ...(parts.result as JsonObject), ...change };
};
const request = (change: JsonObject) => (parts: ReadParts) => {
  parts.args[1] = canonicalize({ keys: [KEY], nonce: '00'.repeat(16), ...change });
};
const reads = (...extra: readonly (readonly [string, readonly [number, number] | undefined])[]) =>
  keyValueSet(extra);

const form: readonly Attack[] = [
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

const readSet: readonly Attack[] = [
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

const context: readonly Attack[] = [
  ['another channel', (parts) => (parts.channel = 'other'), 'READ_CONTEXT_MISMATCH'],
  ['another transaction id', (parts) => (parts.transactionId = '00'.repeat(32)), 'READ_CONTEXT_MISMATCH'],
  ['another nonce in the header', (parts) => (parts.nonce = new Uint8Array(24)), 'READ_CONTEXT_MISMATCH'],
  ['a re-split of nonce and creator', resplit, 'READ_MALFORMED'],
  ['another chaincode in the header', (parts) => (parts.extensionName = 'other'), 'READ_CONTEXT_MISMATCH'],
  ['another chaincode in the input', (parts) => (parts.inputName = 'other'), 'READ_CONTEXT_MISMATCH'],
  [
    'another chaincode that answered',
    (parts) => {
      parts.chaincodeName = 'other';
      parts.namespaces = [{ name: 'other', set: parts.namespaces[1]!.set }];
    },
    'READ_CONTEXT_MISMATCH',
  ],
  ['another chaincode version', (parts) => (parts.chaincodeVersion = '0.9'), 'READ_CONTEXT_MISMATCH'],
  ['another proposal hash', (parts) => (parts.proposalHash = new Uint8Array(32)), 'READ_CONTEXT_MISMATCH'],
  ['another ledger', changeResult({ ledger: 'ff'.repeat(16) }), 'READ_CONTEXT_MISMATCH'],
  ['another channel in the result', changeResult({ channel: 'other' }), 'READ_CONTEXT_MISMATCH'],
  ['another chaincode in the result', changeResult({ chaincode: 'other' }), 'READ_CONTEXT_MISMATCH'],
  ['other arguments in the result', changeResult({ arguments: ['{}'] }), 'READ_CONTEXT_MISMATCH'],
  [
    'another transaction in the result',
    changeResult({ transaction: '00'.repeat(32) }),
    'READ_CONTEXT_MISMATCH',
  ],
  ['another time in the result', changeResult({ time: '2026-11-23T09:00:00.124Z' }), 'READ_CONTEXT_MISMATCH'],
  ['another nonce in the result', changeResult({ nonce: '11'.repeat(16) }), 'READ_CONTEXT_MISMATCH'],
];

const outsider = newTestAuthority({ name: 'outsider ca' });
const outsiderPeer = issueTestCertificate(outsider, { name: 'outsider', units: ['peer'] });

const endorsements: readonly Attack[] = [
  ['no endorsement', (parts) => (parts.endorsers = []), 'ENDORSEMENT_TOO_FEW'],
  ['one endorsement of two', (parts) => parts.endorsers.pop(), 'ENDORSEMENT_TOO_FEW'],
  ['one endorsement twice', (parts) => (parts.endorsers[1] = parts.endorsers[0]!), 'READ_SIGNATURE_INVALID'],
  [
    'one peer under a second certificate',
    (parts) => {
      const { pem, signer } = issueTestCertificate(first.authority, {
        name: 'again',
        units: ['peer'],
        signer: first.peer.signer,
      });
      parts.endorsers[1] = { mspId: first.mspId, pem, signer };
    },
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a relabelled MSP',
    (parts) => (parts.endorsers[1] = { ...parts.endorsers[0]!, mspId: second.mspId }),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an MSP that the trust root does not name',
    (parts) => (parts.endorsers[1]!.mspId = 'Unknown'),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an outsider’s certificate',
    (parts) =>
      (parts.endorsers[1] = { mspId: second.mspId, pem: outsiderPeer.pem, signer: outsiderPeer.signer }),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'an endorsement by another key',
    (parts) => (parts.endorsers[1]!.signer = testSigner('other', 'ecdsa-p256-sha256')),
    'READ_SIGNATURE_INVALID',
  ],
  ['a high s', (parts) => (parts.changeSignature = highS), 'READ_SIGNATURE_INVALID'],
  [
    'a signature with a trailing byte',
    (parts) => (parts.changeSignature = (der) => Uint8Array.of(...der, 0)),
    'READ_SIGNATURE_INVALID',
  ],
  ['a padded integer in a signature', (parts) => (parts.changeSignature = padded), 'READ_SIGNATURE_INVALID'],
  [
    'an empty signature',
    (parts) => (parts.changeSignature = () => Uint8Array.of(0x30, 0)),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a negative integer in a signature',
    (parts) => (parts.changeSignature = () => Uint8Array.of(0x30, 6, 2, 1, 0x80, 2, 1, 1)),
    'READ_SIGNATURE_INVALID',
  ],
  [
    'a client as endorser',
    (parts) => (parts.endorsers[1] = { mspId: second.mspId, ...second.client }),
    'READ_SIGNATURE_INVALID',
  ],
  ['an outsider who asked', (parts) => askAs(parts, first.mspId, outsiderPeer.pem), 'READ_SIGNATURE_INVALID'],
  [
    'a further endorsement that does not hold',
    (parts) =>
      parts.endorsers.push({ mspId: first.mspId, pem: outsiderPeer.pem, signer: outsiderPeer.signer }),
    'READ_SIGNATURE_INVALID',
  ],
];

describe('endorsed read under attack', () => {
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  state.put(KEY, { value: 1 });
  const groups = { form, 'read set': readSet, context, endorsements };
  for (const [group, attacks] of Object.entries(groups)) {
    for (const [name, change, code] of attacks) {
      it(`${group}: ${name} is refused with ${code}`, () => {
        const bytes = buildRead(consortium, state, { keys: [KEY], change });
        expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal(code);
      });
    }
  }

  it('counts endorsers of one operator once', () => {
    const { organisations, content } = consortium;
    const root = newTestConsortium(
      organisations.map(({ mspId }, index) => [mspId, index < 2 ? 'one' : 'two'] as const),
    ).root;
    expect(content.endorsement.threshold).to.equal(2);
    const read = (endorsers: number[]) => buildRead(consortium, state, { keys: [KEY], endorsers });
    expect(codeOf(() => verifyEndorsedRead(read([0, 1]), root))).to.equal('ENDORSEMENT_TOO_FEW');
    expect(verifyEndorsedRead(read([0, 1, 2]), root).endorsers).to.deep.equal([
      { operator: 'one', organisations: [organisations[0]!.mspId, organisations[1]!.mspId] },
      { operator: 'two', organisations: [organisations[2]!.mspId] },
    ]);
  });

  it('cannot be given the endorsements of another read', () => {
    let taken: peer.Endorsement[] = [];
    buildRead(consortium, state, {
      keys: ['key/b'],
      change: (parts) => (parts.changeEndorsed = (endorsed) => (taken = endorsed.getEndorsementsList())),
    });
    const bytes = buildRead(consortium, state, {
      keys: [KEY],
      change: (parts) => (parts.changeEndorsed = (endorsed) => endorsed.setEndorsementsList(taken)),
    });
    expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal('READ_SIGNATURE_INVALID');
  });

  it('cannot move bytes between the response and an endorser’s identity', () => {
    const bytes = buildRead(consortium, state, {
      keys: [KEY],
      change: (parts) =>
        (parts.changeEndorsed = (endorsed) => {
          const payload = endorsed.getProposalResponsePayload_asU8();
          endorsed.setProposalResponsePayload(payload.subarray(0, -1));
          for (const each of endorsed.getEndorsementsList()) {
            each.setEndorser(Uint8Array.of(payload.at(-1)!, ...each.getEndorser_asU8()));
          }
        }),
    });
    expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal('READ_MALFORMED');
  });
});

function all(): (readonly [string, readonly [number, number] | undefined])[] {
  return [
    [KEY, [5, 0]],
    ['ledger', [5, 0]],
    ['tick/0', [5, 0]],
    ['tick/1', undefined],
    ['tick/2', undefined],
  ];
}

function without(key: string): (readonly [string, readonly [number, number] | undefined])[] {
  return all().filter(([each]) => each !== key);
}

/** Moves the last byte of the creator to the front of the nonce's own bytes: their concatenation stays the same. */
function resplit(parts: ReadParts): void {
  const { creator, nonce } = parts;
  const joined = Uint8Array.of(...nonce, ...creator);
  parts.nonce = joined.subarray(0, nonce.length + 1);
  parts.creator = joined.subarray(nonce.length + 1);
}

function askAs(parts: ReadParts, mspId: string, pem: string): void {
  parts.creator = identity(mspId, pem);
  parts.transactionId = encodeHex(sha256(parts.nonce, parts.creator));
  parts.result = { ...(parts.result as JsonObject), transaction: parts.transactionId };
}

function highS(der: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const rLength = der[3]!;
  const s = BigInt(`0x${Buffer.from(der.subarray(6 + rLength)).toString('hex')}`);
  const raw = new Uint8Array(64);
  const r = der.subarray(4, 4 + rLength);
  raw.set(r.subarray(Math.max(0, r.length - 32)), 32 - Math.min(32, r.length));
  raw.set(Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'), 32);
  return derSignature(raw);
}

function padded(der: Uint8Array): Uint8Array {
  const rLength = der[3]!;
  const r = der.subarray(4, 4 + rLength);
  return Uint8Array.of(0x30, der.length - 1, 0x02, rLength + 1, 0, ...r, ...der.subarray(4 + rLength));
}
