import { formatCanonical, isQuanchengError, QuanchengError, type JsonValue } from '@quancheng/protocol';
import type { QuanchengClient, ServedKind } from '@quancheng/sdk';
import { remark } from '../output/print.js';

/** A version of a record, as a gateway shows it. */
interface Shown {
  readonly id: string;
  readonly version: number;
}

/**
 * Holds what a gateway shows against what the organisations of the pinned trust root endorse, and says plainly what that
 * yields; to standard error, so that nothing is mixed with the record.
 * @throws GATEWAY_RESPONSE_INVALID if the ledger holds something else; READ_…, HISTORY_BROKEN, ENDORSEMENT_TOO_FEW
 */
export async function verifyShown(
  client: QuanchengClient,
  kind: ServedKind,
  name: string,
  shown: readonly Shown[],
): Promise<void> {
  try {
    const { versions, asOf } = await client.records.verifiedVersions(kind, name);
    for (const each of shown) {
      const held = versions.find(({ version }) => version === each.version);
      if (held === undefined || textOf(held) !== textOf(each)) {
        throw new QuanchengError(
          'GATEWAY_RESPONSE_INVALID',
          `the ledger holds no such version ${each.version} of ${name}`,
        );
      }
    }
    remark(
      `Verified: the organisations endorse it, as of tick ${asOf.number}, ${asOf.time}. 已核验：各机构背书一致。`,
    );
  } catch (error) {
    if (!isQuanchengError(error, 'TRUST_ROOT_NOT_PINNED')) throw error;
    remark('Not verified: no trust root is pinned. 未核验：尚未固定信任根。');
  }
}

/** The register's public entry is a part of the record, and no proof shows a part alone. */
export function remarkPublic(): void {
  remark('Not verified: only the public part is shown to you. 未核验：仅可见公开部分。');
}

function textOf(value: object): string {
  return formatCanonical(value as JsonValue);
}
