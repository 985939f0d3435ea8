import { openOnboardRequest, type SignedOnboardRequest } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import type { OnboardingItem, QuanchengClient } from '@quancheng/sdk';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

/** Whether an argument names a request at a gateway rather than a file. */
export function isRequestId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** All requests in a state, every page of them. */
export async function listRequests(
  client: QuanchengClient,
  state?: OnboardingItem['state'],
): Promise<readonly OnboardingItem[]> {
  const all: OnboardingItem[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.onboarding.list({
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page.items);
    if (page.next === undefined) return all;
    after = page.next;
  }
}

/**
 * A request as the applicant signed it, verified here: the gateway is trusted with nothing.
 * @throws RECORD_UNKNOWN, ONBOARDING_REQUEST_INVALID, POSSESSION_INVALID, USCC_INVALID
 */
export async function fetchRequest(
  client: QuanchengClient,
  ledger: string,
  id: string,
): Promise<SignedOnboardRequest> {
  const found = (await listRequests(client)).find((each) => each.id === id);
  if (found === undefined) throw new QuanchengError('RECORD_UNKNOWN', `the gateway has no request ${id}`);
  const signed = openOnboardRequest(found.request, ledger);
  if (signed.id !== id) throw new QuanchengError('ONBOARDING_REQUEST_INVALID', 'the gateway gave another');
  return signed;
}

/** What is asked for, for the registrar to judge. */
export function printRequest({
  request,
  publicKey,
}: Pick<SignedOnboardRequest, 'request' | 'publicKey'>): void {
  const { participant, name, type, roles, usccOverride } = request;
  print(`  ${participant} ${visibleText(name)} (${type})`);
  print(`    roles 角色: ${roles.join(', ')}`);
  print(`    key 密钥: ${publicKey.keyId} (${publicKey.algorithm})`);
  if (usccOverride !== undefined) print(`    code fails GB 32100, reason 理由: ${visibleText(usccOverride)}`);
}
