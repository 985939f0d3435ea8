import type { KeyId } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import type { QuotaKind } from './quota-counter.js';

/** Somebody who signed, with a key that was found good. */
interface KnownSigner {
  readonly participant: string;
  readonly key: KeyId;
}

/**
 * Uses some of the first signer's daily quota, if the registrar gave it one.
 * @returns gives it back
 * @throws QUOTA_EXCEEDED, NETWORK_UNAVAILABLE
 */
export async function takeQuota(
  { registry, quotas }: Pick<GatewayDependencies, 'registry' | 'quotas'>,
  [first]: readonly KnownSigner[],
  kind: QuotaKind,
  amount: number,
): Promise<() => void> {
  if (first === undefined) return () => undefined;
  const { participant, key } = first;
  const { quota } = registry.findRemembered(participant, key) ?? (await registry.find(participant, key));
  if (quota === undefined) return () => undefined;
  const most = kind === 'records' ? quota.recordsPerDay : quota.commandsPerDay;
  return quotas.take({ participant, kind, amount, most });
}
