import { Counter, type Registry } from 'prom-client';
import type { QuotaKind } from '../quota/quota-counter.js';

/** @returns counts a participant whose quota was used up */
export function newQuotaMeter(registry: Registry): (kind: QuotaKind) => void {
  const refusals = new Counter({
    name: 'quancheng_quota_refusals_total',
    help: 'Deposits and command lists that found their participant’s daily quota used up',
    labelNames: ['kind'],
    registers: [registry],
  });
  return (kind) => refusals.inc({ kind });
}
