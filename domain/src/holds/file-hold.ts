import {
  ascending,
  digestForm,
  listOf,
  objectOf,
  oneOf,
  participantIdForm,
  restrict,
  timeForm,
  type ValueOf,
} from '@quancheng/protocol';
import type { Certificate } from '../certificates/certificate.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordReferenceForm } from '../records/record-reference.js';
import type { Rule } from '../records/rule.js';
import { creation, type Facts } from '../records/transition.js';
import { courtsOf, filingCommission, orderingCourt } from './hold-actors.js';
import { freezeCertificates, isFrozenBy } from './hold-freeze.js';
import { collectionsOf } from './hold-collections.js';
import { heldKinds, holdMeasures, type HeldRecord, type Hold } from './hold.js';

/** Each covered record gets an entry of its own in every step. */
const MOST_RECORDS = 16;
const MOST = 64;

const fileBody = restrict(
  objectOf({
    measure: oneOf(...holdMeasures),
    case: digestPairForm,
    parties: listOf(digestPairForm, 2, MOST),
    agreement: digestPairForm,
    order: digestPairForm,
    records: restrict(listOf(recordReferenceForm(...heldKinds), 0, MOST_RECORDS), (records) =>
      ascending(
        records,
        ({ kind, name }) => `${kind}/${name}`,
        'records sorted by kind and name, none twice',
      ),
    ),
    statements: restrict(listOf(digestForm, 0, MOST), (digests) =>
      ascending(digests, (digest) => digest, 'digests sorted, none twice'),
    ),
    custodians: restrict(listOf(participantIdForm, 0, MOST_RECORDS), (ids) =>
      ascending(ids, (id) => id, 'participants sorted, none twice'),
    ),
    until: timeForm,
  }),
  ({ records, statements }) =>
    records.length + statements.length > 0 ? undefined : { path: '/records', expected: 'some evidence' },
);

type FileBody = ValueOf<typeof fileBody>;
interface FileOthers {
  /** The certificates among the covered records. */
  readonly certificates: readonly Certificate[];
}
type FileFacts = Facts<undefined, FileBody, FileOthers>;

async function load({ body }: { readonly body: FileBody }, read: Reader): Promise<FileOthers> {
  const certificates: Certificate[] = [];
  for (const reference of body.records) {
    const found = await readHeld(read, reference);
    if (found !== undefined) certificates.push(found);
  }
  for (const id of body.custodians) await readExisting(read, 'participant', id);
  return { certificates };
}

/** Whatever is covered exists; a certificate is given back. */
async function readHeld(read: Reader, { kind, name }: HeldRecord): Promise<Certificate | undefined> {
  if (kind === 'certificate') return await readExisting(read, kind, name);
  await readExisting(read, kind, name);
  return undefined;
}

const rules: readonly Rule<FileFacts>[] = [
  {
    code: 'COURT_REQUIRED',
    holds: ({ body, command }) => body.measure !== 'freeze' || courtsOf(command).length > 0,
    detail: () => 'a commission preserves evidence and gives notice',
  },
  {
    code: 'FREEZE_TARGET_INVALID',
    holds: ({ body, others: { certificates } }) =>
      body.measure !== 'freeze' ||
      (certificates.length === body.records.length &&
        certificates.length > 0 &&
        certificates.every(({ status }) => status === 'registered')),
    detail: () => 'it would freeze something else than registered certificates',
  },
  {
    code: 'FREEZE_EXISTS',
    holds: ({ body, others: { certificates } }) =>
      body.measure !== 'freeze' || !certificates.some((each) => isFrozenBy(each, body.order)),
    detail: () => 'a certificate is frozen by this document',
  },
  {
    code: 'CUSTODIAN_MISSING',
    holds: ({ body }) => body.measure !== 'preserve' || body.custodians.length > 0,
    detail: () => 'nobody would keep the originals',
  },
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body, at }) => body.until > at.time,
    detail: ({ at }) => `it would begin ${at.time}`,
  },
];

/** A commission files a hold; with the court that ordered it, a freeze, which takes effect in the same transaction. */
export const fileHold = creation<Hold, FileBody, FileOthers>({
  to: ['filed'],
  body: fileBody,
  load,
  by: [[filingCommission], [filingCommission, orderingCourt]],
  rules,
  apply: ({ body, command, at, others: { certificates } }) => {
    const [court] = courtsOf(command);
    return {
      record: {
        ...body,
        status: 'filed',
        commission: commissionOf(command),
        ...(court === undefined ? {} : { court }),
        acknowledgements: [],
        document: body.order,
      },
      amendments:
        court === undefined
          ? []
          : freezeCertificates(certificates, { court, document: body.order, since: at, until: body.until }),
      collections: collectionsOf(body),
    };
  },
});

function commissionOf({ signers }: FileFacts['command']): string {
  return signers.find(({ role }) => role === 'arbitration')?.participant ?? '';
}
