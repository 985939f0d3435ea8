import type { Ledger } from '@quancheng/ledger';
import { textMember } from '../json/text-member.js';
import type { OnboardingMailbox } from './mailbox.js';
import type { KeptRequest } from './onboarding-request.js';

export type RequestState = 'pending' | 'registered' | 'refused';

/** State keys in one read. */
const AT_ONCE = 64;

/**
 * What has become of requests. That one is approved, the ledger alone says: its key is registered to its participant.
 * @throws NETWORK_UNAVAILABLE
 */
export async function statesOf(
  { ledger, mailbox }: { readonly ledger: Pick<Ledger, 'read'>; readonly mailbox: OnboardingMailbox },
  requests: readonly KeptRequest[],
): Promise<readonly RequestState[]> {
  const registered = new Map<string, string>();
  for (let done = 0; done < requests.length; done += AT_ONCE) {
    const keys = [...new Set(requests.slice(done, done + AT_ONCE).map(({ key }) => `key/${key}`))];
    const { values } = await ledger.read(keys);
    for (const [key, value] of values) {
      if (value !== null) registered.set(key, textMember(value, 'participant'));
    }
  }
  return requests.map(({ id, key, participant, refusal }) => {
    const isRegistered = registered.get(`key/${key}`) === participant;
    if (isRegistered) mailbox.settle(id);
    if (isRegistered) return 'registered';
    return refusal === undefined ? 'pending' : 'refused';
  });
}
