import { basename } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import type { CommitmentKind, RecordDescription, SharingDescription } from '@quancheng/sdk';
import type { Profile } from '../input/profile.js';

/** Options that say the same as a profile's members, and win over them. */
export interface DescriptionOptions {
  readonly public?: true;
  readonly legalBasis?: string;
  readonly level?: 'general' | 'important';
  readonly custodian?: string;
  readonly source?: string;
  readonly mechanism?: string;
  readonly collector?: string;
  readonly provider?: string;
  readonly consumer?: string;
  readonly catalogue?: string;
  readonly purpose?: string;
}

/** What stands where the depositor said nothing: the record must not claim more than was said. */
const NOT_STATED = '未说明 not stated';

/** The common members of a file's records, from options, profile and what the file itself tells. */
export function describeRecord(
  path: string,
  participant: string,
  options: DescriptionOptions,
  profile: Profile,
): RecordDescription {
  const { source, mechanism, collector, ...more } = profile.provenance ?? {};
  return {
    actingFor: profile.actingFor ?? participant,
    legalBasis: options.legalBasis ?? profile.legalBasis ?? NOT_STATED,
    level: options.level ?? profile.level ?? 'general',
    custodian: options.custodian ?? profile.custodian ?? '存证方 the depositor',
    provenance: {
      source: options.source ?? source ?? `文件 file ${basename(path)}`,
      mechanism: options.mechanism ?? mechanism ?? 'quancheng deposit',
      collector: options.collector ?? collector ?? participant,
      ...more,
    },
  };
}

/** The further members of a file of rows. @throws OPTION_MISSING if nobody said with whom the rows were shared */
export function describeSharing(
  path: string,
  participant: string,
  options: DescriptionOptions,
  profile: Profile,
): Omit<SharingDescription, 'sent'> & Partial<Pick<SharingDescription, 'sent'>> {
  const consumer = options.consumer ?? profile.consumer;
  if (consumer === undefined) {
    throw new QuanchengError(
      'OPTION_MISSING',
      'with whom the rows were shared: --consumer <id>, or the profile',
    );
  }
  const { sent, received } = profile;
  return {
    provider: options.provider ?? profile.provider ?? participant,
    consumer,
    catalogue: options.catalogue ?? profile.catalogue ?? basename(path),
    purpose: options.purpose ?? profile.purpose ?? NOT_STATED,
    means: profile.means ?? 'file',
    ...(sent === undefined ? {} : { sent }),
    ...(received === undefined ? {} : { received }),
  };
}

/** `hmac` unless the depositor says that the data are public. */
export function commitmentOf(options: DescriptionOptions, profile: Profile): CommitmentKind {
  return options.public === true ? 'digest' : (profile.commitment ?? 'hmac');
}
