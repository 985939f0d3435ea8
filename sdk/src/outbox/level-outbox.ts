import { mkdir } from 'node:fs/promises';
import { QuanchengError } from '@quancheng/protocol';
import { Level } from 'level';
import type { Outbox, OutboxAcknowledgement, OutboxJob, OutboxUnit } from './outbox.js';

const SCHEMA = 'quancheng/outbox/v1';
const SYNCED = { sync: true };

/**
 * Opens the outbox in a folder of its own, which is made if need be.
 * @throws OUTBOX_LOCKED while another process has it open; OUTBOX_INVALID, FILE_UNWRITABLE
 */
export async function openOutbox(folder: string): Promise<Outbox> {
  const store = await openStore(folder);
  const get = async <Value>(key: string) => {
    // What stands here was written below, in a folder that only its owner may enter.
    // The types leave out that a missing key gives undefined.
    const text = (await store.get(key)) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  };
  const put = (key: string, value: unknown) => store.put(key, JSON.stringify(value), SYNCED);
  const job = async () => {
    const present = await get<OutboxJob | { readonly schema: 'of another version' }>('job');
    if (present === undefined || present.schema === SCHEMA) return present;
    throw new QuanchengError('OUTBOX_INVALID', folder);
  };
  return {
    job,
    async begin(next) {
      const old = await store.keys().all();
      const drops = old.map((key) => ({ type: 'del' as const, key }));
      await store.batch([...drops, { type: 'put', key: 'job', value: JSON.stringify(next) }], SYNCED);
    },
    saveJob: (next) => put('job', next),
    saveUnit: (sequence, unit) => put(keyOf('unit', sequence), unit),
    unit: (sequence) => get<OutboxUnit>(keyOf('unit', sequence)),
    dropUnit: (sequence) => store.del(keyOf('unit', sequence), SYNCED),
    acknowledge: (sequence, answer) => put(keyOf('acknowledged', sequence), answer),
    acknowledgement: (sequence) => get<OutboxAcknowledgement>(keyOf('acknowledged', sequence)),
    close: () => store.close(),
  };
}

function keyOf(kind: 'unit' | 'acknowledged', sequence: number): string {
  return `${kind}/${String(sequence).padStart(12, '0')}`;
}

async function openStore(folder: string): Promise<Level> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new Level(folder, { keyEncoding: 'utf8', valueEncoding: 'utf8' });
    await store.open();
    return store;
  } catch (cause) {
    throw asOutboxError(folder, cause);
  }
}

function asOutboxError(folder: string, cause: unknown): QuanchengError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = (inner as { code?: string }).code ?? 'unknown error';
  if (code === 'LEVEL_LOCKED') return new QuanchengError('OUTBOX_LOCKED', folder, { cause });
  if (/^E[A-Z]+$/.test(code)) return new QuanchengError('FILE_UNWRITABLE', `${folder} (${code})`, { cause });
  return new QuanchengError('OUTBOX_INVALID', `${folder} (${code})`, { cause });
}
