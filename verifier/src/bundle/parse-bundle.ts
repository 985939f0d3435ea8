import {
  decodeBase64,
  entryFromJson,
  envelopeFromJson,
  parseCanonical,
  readForm,
  type ValueOf,
} from '@quancheng/protocol';
import { asPackageError, malformed } from '../package/package-error.js';
import { assertCheckpointForm, parseCosigned } from '../package/parse-package.js';
import { bundleForm, type BundleRecordJson } from './bundle-form.js';
import {
  isBundledMember,
  type BundleMembers,
  type BundleRecord,
  type EvidenceBundle,
} from './evidence-bundle.js';

/**
 * Parses a bundle's canonical bytes. Every position is one, and every shared part is used: an unused one would be
 * bound by nothing. Nothing is verified.
 * @throws PACKAGE_MALFORMED
 */
export function parseBundle(bytes: Uint8Array): EvidenceBundle {
  return asPackageError(() => {
    const { batches, checkpoints, cosigned, promises, reads, records } = readForm(
      bundleForm,
      parseCanonical(bytes),
      'PACKAGE_MALFORMED',
    );
    checkpoints.forEach(assertCheckpointForm);
    const bundle: EvidenceBundle = {
      batches: batches.map((each) => envelopeFromJson(each)),
      checkpoints,
      ...(cosigned === undefined ? {} : { cosigned: readCosigned(cosigned) }),
      promises: promises.map((each) => envelopeFromJson(each)),
      reads: reads.map(decodeBase64),
      records: records.map(parseRecord),
    };
    assertPositions(bundle);
    return bundle;
  });
}

function parseRecord(json: BundleRecordJson): BundleRecord {
  const { entry, originalKey, original, ...others } = json;
  const shared = {
    entry: entryFromJson(entry),
    ...(originalKey === undefined ? {} : { originalKey: decodeBase64(originalKey) }),
    ...(original === undefined ? {} : { original: decodeBase64(original) }),
  };
  if ('envelope' in others) return { ...others, ...shared, envelope: envelopeFromJson(others.envelope) };
  return { ...others, ...shared };
}

type CosignedJson = Required<ValueOf<typeof bundleForm>>['cosigned'][number];

/** One for a checkpoint at most, in the order of checkpoints. */
function readCosigned(list: readonly CosignedJson[]): NonNullable<EvidenceBundle['cosigned']> {
  const isAscending = list.every(({ of }, index) => index === 0 || (list[index - 1]?.of ?? of) < of);
  if (!isAscending) throw malformed('/cosigned: not in the order of checkpoints');
  return new Map(list.map(({ of, ...each }) => [of, parseCosigned(each)] as const));
}

function assertPositions({ batches, checkpoints, cosigned, promises, records }: EvidenceBundle): void {
  const places = [...(cosigned?.keys() ?? [])];
  if (places.some((place) => place >= checkpoints.length)) throw malformed('/cosigned: of no checkpoint');
  assertUsed(
    'batches',
    batches.length,
    records.filter(isBundledMember).map(({ batch }) => batch),
  );
  assertUsed(
    'checkpoints',
    checkpoints.length,
    records.map(({ checkpoint }: BundleMembers) => checkpoint),
  );
  assertUsed(
    'promises',
    promises.length,
    records.flatMap(({ promise }) => (promise === undefined ? [] : [promise])),
  );
}

function assertUsed(what: string, length: number, positions: readonly number[]): void {
  const used = new Set(positions);
  if (used.size !== length || positions.some((position) => position >= length)) {
    throw malformed(`/${what}: not each at a position that a record names`);
  }
}
