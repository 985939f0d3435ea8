import type { Envelope } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { batchSubject } from '../deposit/prepare-batch.js';
import { newPromise } from './promise.js';
import type { StoredDeposit } from './stored-deposit.js';

/** The promise that was given for a stored record or batch, made again. */
export function promiseOf(dependencies: GatewayDependencies, deposit: StoredDeposit): Envelope {
  const { stored } = deposit;
  const subject =
    deposit.kind === 'batch' ? batchSubject(deposit.header) : deposit.prepared.subject(stored.received);
  return newPromise(dependencies, subject, stored);
}
