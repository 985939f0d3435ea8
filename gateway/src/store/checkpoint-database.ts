import { QuanchengError } from '@quancheng/protocol';
import { Level } from 'level';

/** A small LevelDB whose writes are synced: what it acknowledged is on the medium, and a torn last write is cut off. */
export type CheckpointDatabase = Level;

/** Every write is synced. */
export const SYNCED = { sync: true } as const;

/** A handful of writes a second: larger buffers would only be longer to recover. */
const BUFFER = 4 * 1024 * 1024;

/** @throws LOG_LOCKED if another process, or this one, has the folder open; LOG_CHECKPOINTS_CORRUPT if it is damaged */
export async function openCheckpointDatabase(directory: string): Promise<CheckpointDatabase> {
  const database: CheckpointDatabase = new Level(directory, { cacheSize: BUFFER, writeBufferSize: BUFFER });
  try {
    await database.open();
    return database;
  } catch (error) {
    const code = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
    if (code === 'LEVEL_LOCKED') throw new QuanchengError('LOG_LOCKED', directory, { cause: error });
    if (code === 'LEVEL_CORRUPTION') throw damagedCheckpoints(directory, error);
    throw error;
  }
}

/** Decimal with as many digits as a safe integer can have: in the order of the numbers. */
export function sizeKey(size: number): string {
  return String(size).padStart(16, '0');
}

export function damagedCheckpoints(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('LOG_CHECKPOINTS_CORRUPT', `the store of checkpoints: ${detail}`, { cause });
}
