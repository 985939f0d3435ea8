import { formatCanonical, QuanchengError } from '@quancheng/protocol';
import type { Outbox, OutboxJob } from '../outbox/outbox.js';
import { newIdentifier } from '../random/random-bytes.js';

export type WantedJob = Omit<OutboxJob, 'schema' | 'id' | 'begun' | 'finished'>;

/**
 * The deposit that this outbox holds, or a new one. Its id is on disk before anything is signed.
 * @param again deposit once more what has been deposited; a deposit that is under way goes on
 * @throws DEPOSIT_OPTIONS_CHANGED if the one under way has other options
 */
export async function beginJob(outbox: Outbox, wanted: WantedJob, again = false): Promise<OutboxJob> {
  const present = await outbox.job();
  if (present !== undefined && !(again && present.finished === true)) {
    if (formatCanonical(present.options) === formatCanonical(wanted.options)) {
      return relocate(outbox, present, wanted);
    }
    throw new QuanchengError('DEPOSIT_OPTIONS_CHANGED', `${wanted.path} was begun at ${present.begun}`);
  }
  const job: OutboxJob = {
    ...wanted,
    schema: 'quancheng/outbox/v1',
    id: newIdentifier(),
    begun: new Date().toISOString(),
  };
  await outbox.begin(job);
  return job;
}

/** The same bytes may lie, and their evidence be wanted, at another place than the first time. */
async function relocate(outbox: Outbox, present: OutboxJob, { path, output }: WantedJob): Promise<OutboxJob> {
  if (present.path === path && present.output === output) return present;
  const moved = { ...present, path, output };
  await outbox.saveJob(moved);
  return moved;
}
