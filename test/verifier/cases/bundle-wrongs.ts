import type { JsonValue } from '@quancheng/protocol';

export interface BundleJson {
  batches: { signatures: { keyid: string; sig: string }[] }[];
  checkpoints: string[];
  promises: { payload: string; signatures: { sig: string }[] }[];
  reads: string[];
  records: RecordJson[];
}
export type RecordJson = Record<string, JsonValue> & {
  entry: Record<string, JsonValue>;
  envelope?: { payload: string; signatures: { sig: string }[] };
  payload?: string;
  proof: string[];
  path?: string[];
};

const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[20]! ^= 1;
  return bytes.toString('base64');
};
const flippedHex = (hex: string): string => hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
/** The signature line of a note with this name. */
const flippedLine = (note: string, name: string): string =>
  note.replace(new RegExp(`(?<=\n— ${name} )(\\S+)`), flipped);

type Change = (json: BundleJson) => void;
/** By what is wrong: who suffers, of the eight records, and the code. */
export const wrongs: readonly (readonly [
  name: string,
  bad: readonly number[],
  code: string,
  change: Change,
])[] = [
  [
    'a signature',
    [0],
    'SIGNATURE_INVALID',
    ({ records }) => {
      const [signature] = records[0]!.envelope!.signatures;
      signature!.sig = flipped(signature!.sig);
    },
  ],
  [
    'one of two signatures',
    [6],
    'SIGNATURE_INVALID',
    ({ records }) => {
      const [, signature] = records[6]!.envelope!.signatures;
      signature!.sig = flipped(signature!.sig);
    },
  ],
  [
    'another record’s payload under a signature',
    [7],
    'SIGNATURE_INVALID',
    ({ records }) => {
      records[7]!.envelope!.payload = records[0]!.envelope!.payload;
    },
  ],
  [
    'a batch’s signature',
    [1, 2, 3, 4, 5],
    'SIGNATURE_INVALID',
    ({ batches }) => {
      const [signature] = batches[0]!.signatures;
      signature!.sig = flipped(signature!.sig);
    },
  ],
  [
    'another key’s name on a batch',
    [1, 2, 3, 4, 5],
    'SIGNER_SET_MISMATCH',
    ({ batches }) => {
      batches[0]!.signatures[0]!.keyid = '0'.repeat(64);
    },
  ],
  [
    'a member’s path',
    [3],
    'BATCH_PROOF_INVALID',
    ({ records }) => {
      records[3]!.path![0] = flippedHex(records[3]!.path![0]!);
    },
  ],
  [
    'a member’s payload',
    [1],
    'BATCH_MEMBER_MISPLACED',
    ({ records }) => {
      records[1]!.payload = records[2]!.payload!;
    },
  ],
  [
    'an entry',
    [5],
    'ENTRY_MISMATCH',
    ({ records }) => {
      records[5]!.entry['member'] = 3;
    },
  ],
  [
    'an inclusion proof',
    [2],
    'INCLUSION_INVALID',
    ({ records }) => {
      records[2]!.proof[0] = flippedHex(records[2]!.proof[0]!);
    },
  ],
  [
    'an index',
    [4],
    'INCLUSION_INVALID',
    (json) => {
      json.records[4]!['index'] = 3;
    },
  ],
  [
    'another checkpoint',
    [0],
    'INCLUSION_INVALID',
    ({ records }) => {
      records[0]!['checkpoint'] = 1;
    },
  ],
  [
    'the log’s signature on a checkpoint',
    [6, 7],
    'CHECKPOINT_SIGNATURE_INVALID',
    ({ checkpoints }) => {
      checkpoints[1] = flippedLine(checkpoints[1]!, 'log.example.org/jinan');
    },
  ],
  [
    'a cosignature on a checkpoint',
    [0, 1, 2, 3, 4, 5],
    'COSIGNATURE_INVALID',
    ({ checkpoints }) => {
      checkpoints[0] = flippedLine(checkpoints[0]!, 'court.example/witness');
      checkpoints[0] = flippedLine(checkpoints[0], 'fund.example/witness');
    },
  ],
  [
    'a promise’s signature',
    [7],
    'PROMISE_INVALID',
    ({ promises }) => {
      const [signature] = promises[3]!.signatures;
      signature!.sig = flipped(signature!.sig);
    },
  ],
  [
    'another record’s promise',
    [0],
    'PROMISE_INVALID',
    (json) => {
      json.records[0]!['promise'] = 2;
      json.records[6]!['promise'] = 2;
      json.promises.splice(0, 1);
      for (const record of json.records) record['promise'] = Math.max(0, Number(record['promise']) - 1);
    },
  ],
];
