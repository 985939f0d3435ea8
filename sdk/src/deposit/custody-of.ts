import { isJsonObject } from '@quancheng/protocol';
import type { OutboxJob, OutboxUnit } from '../outbox/outbox.js';
import { formatCustody } from '../templates/custody.js';

/** The custody file of one batch of rows; undefined if they were deposited by no template. */
export function custodyOf(job: OutboxJob, unit: OutboxUnit): Uint8Array | undefined {
  const template = job.options['template'];
  if (!isJsonObject(template)) return undefined;
  const { ledger, participant } = job;
  const records = unit.originalKeys.map((key, index) => ({ record: `${unit.id}.${index}`, key }));
  return formatCustody({ ledger, participant, template, records });
}
