import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkPlan } from '../network-plan.js';
import { certificateHolders, earliestEnd } from '../renewal/certificate-holders.js';
import { isRenewalUnfinished } from '../renewal/renewal-journal.js';

const day = 24 * 60 * 60 * 1000;
const soon = 30 * day;

function formatDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

async function warnOfAuthorities({ organisations }: NetworkPlan, now: number): Promise<void> {
  for (const { folder, organisation } of organisations) {
    const files = ['signing.crt', 'tls.crt'].map((name) => join(folder, 'authorities', name));
    const end = await earliestEnd(files);
    // A certificate never outlives its authority, so that in the end no renewal helps.
    if (end !== null && end.getTime() - now < 365 * day) {
      console.log(
        `an authority of ${organisation.name} ends on ${formatDate(end)}; plan for a new organisation`,
      );
    }
  }
}

/**
 * Prints when the first certificate of the network ends, whose end within thirty days and what to do about it, and which
 * changes are unfinished.
 */
export async function showExpiry(plan: NetworkPlan): Promise<void> {
  const now = Date.now();
  const ends = await Promise.all(
    certificateHolders(plan).map(async ({ id, certificates }) => ({
      id,
      end: await earliestEnd(certificates),
    })),
  );
  const known = ends.flatMap(({ id, end }) => (end === null ? [] : [{ id, end }]));
  const [first] = known.sort((left, right) => left.end.getTime() - right.end.getTime());
  if (first !== undefined) {
    console.log(`certificates valid until ${formatDate(first.end)} (${first.id})  证书有效期至`);
  }
  const ending = known.filter(({ end }) => end.getTime() - now < soon);
  for (const { id, end } of ending) {
    console.log(`CERTIFICATE ENDS SOON 证书即将到期  ${id.padEnd(28)}  ${formatDate(end)}`);
  }
  if (isRenewalUnfinished(plan.folder)) {
    console.log('a renewal of certificates is unfinished: npm run network -- rotate  证书更新未完成');
  } else if (ending.length > 0) {
    console.log('renew them: npm run network -- rotate  请更新证书');
  }
  if (existsSync(join(plan.folder, 'joining.json'))) {
    console.log('an organisation has begun to join: npm run network -- add-org  组织加入未完成');
  }
  await warnOfAuthorities(plan, now);
}
