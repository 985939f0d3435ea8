import {
  claimantKinds,
  extentOf,
  publicViewOf,
  type Certificate,
  type Extent,
  type KindedRecord,
  type MachineKind,
  type Participant,
  type RelatedRecords,
} from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { Projection } from '../projections/projection.js';

/** Where records are looked up: a projection, or the ledger itself. */
export type RecordSource = Pick<Projection, 'find'>;

/** A record as a reader may see it. */
export interface VisibleRecord {
  readonly record: JsonObject;
  readonly extent: Exclude<Extent, 'none'>;
}

/** What a reader may see of a record; undefined for nothing. */
export async function visibleRecord(
  projection: RecordSource,
  kind: MachineKind,
  record: JsonObject,
  reader: Participant | undefined,
): Promise<VisibleRecord | undefined> {
  // The contract wrote the record in its kind's form, checked by all endorsers.
  const kinded = { kind, value: record } as unknown as KindedRecord;
  switch (extentOf(kinded, reader, await relatedRecords(projection, kinded))) {
    case 'whole':
      return { record, extent: 'whole' };
    case 'public':
      return {
        record: publicViewOf(record as unknown as Certificate) as unknown as JsonObject,
        extent: 'public',
      };
    case 'none':
      return undefined;
  }
}

/** What tells who is party to a record besides those whom it names. */
export async function relatedRecords(
  projection: RecordSource,
  record: KindedRecord,
): Promise<RelatedRecords> {
  const find = async <Value>(kind: MachineKind, name: string): Promise<Value | undefined> =>
    (await projection.find(kind, name)) as Value | undefined;
  const withRegister = async (certificate: Certificate | undefined): Promise<RelatedRecords> => ({
    certificate,
    register: certificate && (await find('register', certificate.register)),
  });
  switch (record.kind) {
    case 'claim': {
      const kind = claimantKinds[record.value.what];
      const value = await projection.find(kind, record.value.holder);
      if (value === undefined) return {};
      const claimant = { kind, value } as unknown as KindedRecord;
      return { ...(await relatedRecords(projection, claimant)), claimant };
    }
    case 'certificate':
      return { register: await find('register', record.value.register) };
    case 'objection':
      return withRegister(await find<Certificate>('certificate', record.value.certificate));
    case 'pledge':
    case 'priority':
    case 'search':
      return withRegister(await find<Certificate>('certificate', record.value.certificate));
    case 'encumbrance':
      return withRegister(await find<Certificate>('certificate', record.value.id));
    case 'use':
      return { consent: await find('consent', record.value.consent) };
    case 'voucher':
    case 'redemption':
      return { scheme: await find('voucher-scheme', record.value.scheme) };
    case 'consumption':
      return { consent: await find('consent', record.value.id) };
    default:
      return {};
  }
}
