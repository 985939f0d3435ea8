import { decodeBase64, parseStatement, QuanchengError, unverifiedRecordPayload } from '@quancheng/protocol';
import { parseCustody, readWholeFile } from '@quancheng/sdk/node';
import { type EvidenceBundle, exportPackage, type OriginalBeside, parsePackage } from '@quancheng/verifier';

/** The keys of rows by their records' ids. @throws FILE_UNREADABLE, DISCLOSURE_MALFORMED */
async function readKeys(custody: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { records } = parseCustody(await readWholeFile(custody));
  return new Map(records.map(({ record, key }) => [record, decodeBase64(key)]));
}

/** A bundle with the keys that its custodian keeps beside it. @throws CUSTODY_MISMATCH if one is missing */
export async function withCustody(
  bundle: EvidenceBundle,
  custody: string | undefined,
): Promise<EvidenceBundle> {
  if (custody === undefined) return bundle;
  const keys = await readKeys(custody);
  const records = bundle.records.map((record, position) => {
    const originalKey = keys.get(idOf(exportPackage(bundle, position).record));
    if (originalKey === undefined) throw noKey(custody);
    return { ...record, originalKey };
  });
  return { ...bundle, records };
}

/** The key of one package's record. @throws CUSTODY_MISMATCH */
export async function keyBeside(
  packageBytes: Uint8Array,
  custody: string | undefined,
): Promise<OriginalBeside> {
  if (custody === undefined) return {};
  const originalKey = (await readKeys(custody)).get(idOf(parsePackage(packageBytes).record));
  if (originalKey === undefined) throw noKey(custody);
  return { originalKey };
}

function idOf(record: Parameters<typeof unverifiedRecordPayload>[0]): string {
  const statement = parseStatement(unverifiedRecordPayload(record));
  return 'id' in statement ? statement.id : '';
}

function noKey(custody: string): QuanchengError {
  return new QuanchengError('CUSTODY_MISMATCH', `${custody} has no key of a record`);
}
