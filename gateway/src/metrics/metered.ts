import { secondsSince, type StageMeter } from '../log/log-stages.js';

/** Does a stage's work on some records, and counts it. Its own errors are refusals. */
export async function metered<Result>(
  stage: StageMeter,
  records: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  stage.entered(records);
  try {
    const result = await work();
    stage.left(records, secondsSince(start));
    return result;
  } catch (error) {
    stage.refused(records, error);
    throw error;
  }
}

/** The same for work that nothing waits in. */
export function meteredNow<Result>(stage: StageMeter, records: number, work: () => Result): Result {
  const start = performance.now();
  stage.entered(records);
  try {
    const result = work();
    stage.left(records, secondsSince(start));
    return result;
  } catch (error) {
    stage.refused(records, error);
    throw error;
  }
}
