import { expect } from 'chai';
import { openOutbox, type OutboxJob, type OutboxUnit } from '@quancheng/sdk/node';
import { expectCode } from './support/expect-code.js';
import { withTemporaryFolder } from './support/temporary-folder.js';

const job: OutboxJob = {
  schema: 'quancheng/outbox/v1',
  id: 'a1',
  kind: 'rows',
  path: '/x.csv',
  output: '/x.csv',
  digest: '00',
  ledger: '00',
  participant: 'p',
  begun: '2026-11-23T08:00:00.000Z',
  options: {},
  units: 2,
};
const unit: OutboxUnit = { id: 'a1-1', first: 1, envelope: '{}', members: ['{}'], originalKeys: [] };
const answer = { index: 5, size: 1, received: '2026-11-23T08:00:00.000Z', promise: '{}' };

describe('outbox', () => {
  it('keeps everything over a restart', async () => {
    await withTemporaryFolder(async (folder) => {
      const first = await openOutbox(folder);
      expect(await first.job()).to.equal(undefined);
      await first.begin(job);
      await first.saveUnit(1, unit);
      await first.acknowledge(1, answer);
      await first.close();
      const second = await openOutbox(folder);
      expect(await second.job()).to.deep.equal(job);
      expect([await second.unit(0), await second.unit(1)]).to.deep.equal([undefined, unit]);
      expect([await second.acknowledgement(0), await second.acknowledgement(1)]).to.deep.equal([
        undefined,
        answer,
      ]);
      await second.close();
    });
  });

  it('begins another deposit without what was there', async () => {
    await withTemporaryFolder(async (folder) => {
      const outbox = await openOutbox(folder);
      await outbox.begin(job);
      await outbox.saveUnit(0, unit);
      await outbox.acknowledge(0, answer);
      await outbox.begin({ ...job, id: 'a2' });
      expect((await outbox.job())?.id).to.equal('a2');
      expect([await outbox.unit(0), await outbox.acknowledgement(0)]).to.deep.equal([undefined, undefined]);
      await outbox.close();
    });
  });

  it('is one process’s at a time', async () => {
    await withTemporaryFolder(async (folder) => {
      const outbox = await openOutbox(folder);
      await expectCode('OUTBOX_LOCKED', () => openOutbox(folder));
      await outbox.close();
    });
  });

  it('of another version is left alone', async () => {
    await withTemporaryFolder(async (folder) => {
      const outbox = await openOutbox(folder);
      await outbox.begin({ ...job, schema: 'quancheng/outbox/v9' as OutboxJob['schema'] });
      await expectCode('OUTBOX_INVALID', () => outbox.job());
      await outbox.close();
    });
  });
});
