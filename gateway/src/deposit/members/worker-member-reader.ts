import { QuanchengError, type PinnedTemplate } from '@quancheng/protocol';
import { newWorkerPool, SPARE_CORES } from '../../threads/worker-pool.js';
import type { MemberReader } from './member-reader.js';
import type { ReadRequest, ReadResponse } from './worker-messages.js';

/** A reader on worker threads, which judges by these templates. */
export function newWorkerMemberReader(templates: readonly PinnedTemplate[]): MemberReader {
  const script = new URL('./member-worker.js', import.meta.url);
  const pool = newWorkerPool<ReadRequest, ReadResponse>(script, SPARE_CORES, templates);
  return {
    async read(membersOf, body) {
      const response = await pool.run({ membersOf, body }, [body.buffer]);
      if ('code' in response) throw new QuanchengError(response.code, response.detail);
      return response;
    },
    close: () => pool.close(),
  };
}
