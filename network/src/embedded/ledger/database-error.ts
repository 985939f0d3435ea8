/** The code under which LevelDB reports why it did not open or write; undefined for errors of anything else. */
export function databaseErrorCode(error: unknown): string | undefined {
  for (const each of causes(error)) {
    if ('code' in each && typeof each.code === 'string' && each.code.startsWith('LEVEL_')) {
      if (each.code !== 'LEVEL_DATABASE_NOT_OPEN') {
        return each.code;
      }
    }
  }
  return undefined;
}

/** True if there was no space left: the system's own error, or LevelDB's, which has it in its message only. */
export function isDiskFull(error: unknown): boolean {
  return causes(error).some(
    (each) => ('code' in each && each.code === 'ENOSPC') || each.message.includes('No space left on device'),
  );
}

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && found.length < 10; each = each.cause) {
    found.push(each);
  }
  return found;
}
