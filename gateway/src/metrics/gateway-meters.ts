import { Histogram, Registry } from 'prom-client';
import type { LogStages, StageMeter, WrittenGroup } from '../log/index.js';
import type { QuotaKind } from '../quota/quota-counter.js';
import { newCosigningMeter, type CosigningMeter } from './cosigning-meter.js';
import { newQuotaMeter } from './quota-metrics.js';
import { newStageMeters, SECONDS_BUCKETS } from './stage-meters.js';

/**
 * The stages of the append path, in their order. Validating and digesting overlap in one stage for each form of
 * deposit; witnesses have metrics of their own.
 */
const STAGES = [
  'validate',
  'verify',
  'digest',
  'sequence',
  'write',
  'promise',
  'index',
  'integrate',
  'checkpoint',
  'anchor',
] as const;

export type StageName = (typeof STAGES)[number];

/** What a gateway counts on its append path. Each gateway has its own, so that several can run in one process. */
export interface GatewayMeters {
  readonly registry: Registry;
  readonly stages: Readonly<Record<StageName, StageMeter>>;
  /** For the log. */
  readonly log: LogStages;
  readonly cosigning: CosigningMeter;
  readonly onQuotaUsedUp: (kind: QuotaKind) => void;
}

export function newGatewayMeters(): GatewayMeters {
  const registry = new Registry();
  const stages = newStageMeters(registry, STAGES);
  return {
    registry,
    stages,
    log: { ...stages, onWritten: newGroupMeter(registry) },
    cosigning: newCosigningMeter(registry),
    onQuotaUsedUp: newQuotaMeter(registry),
  };
}

function newGroupMeter(registry: Registry): (group: WrittenGroup) => void {
  const registers = [registry];
  const size = new Histogram({
    name: 'quancheng_write_group_submissions',
    help: 'Submissions that one group commit wrote',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    registers,
  });
  const bytes = new Histogram({
    name: 'quancheng_write_group_bytes',
    help: 'Bytes that one group commit wrote',
    buckets: [2 ** 10, 2 ** 12, 2 ** 14, 2 ** 16, 2 ** 18, 2 ** 20, 2 ** 22, 2 ** 24],
    registers,
  });
  const sync = new Histogram({
    name: 'quancheng_write_sync_duration_seconds',
    help: 'What the journal’s sync to the medium took',
    buckets: SECONDS_BUCKETS,
    registers,
  });
  return (group) => {
    size.observe(group.submissions);
    bytes.observe(group.bytes);
    sync.observe(group.syncSeconds);
  };
}
