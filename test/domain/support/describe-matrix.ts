import { recordKey, type AnyMachine } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import type { RecordPlay, Who } from './record-play.js';

/** What an independent table says of one kind's machine. */
export interface Table {
  /** Every status, in any order. */
  readonly statuses: readonly string[];
  /** Every action, in any order. */
  readonly actions: readonly string[];
  /** By name, who signs. */
  readonly signers: Readonly<Record<string, readonly Who[]>>;
  /** The record's next status, or the code of the refusal. */
  readonly expected: (scene: string, action: string, signers: string) => string;
}

/** How the table is played. */
export interface Staging {
  readonly machine: AnyMachine;
  /** The record's name. */
  readonly target: string;
  /** By scene, a play in which the record is in some status; `absent` where there is none. */
  readonly scenes: Readonly<Record<string, () => Promise<RecordPlay>>>;
  readonly body: (action: string, play: RecordPlay) => JsonObject;
}

/** Visits every cell: each scene, each action, each set of signers. */
export function describeMatrix(title: string, table: Table, staging: Staging): void {
  const { machine, scenes, target } = staging;
  const key = recordKey(machine.kind, target);
  describe(title, () => {
    it('the table knows every status and action of the machine, and the scenes reach them all', async () => {
      expect([...table.statuses].sort()).to.deep.equal([...machine.statuses].sort());
      expect([...table.actions].sort()).to.deep.equal(Object.keys(machine.transitions).sort());
      const reached = new Set<string>();
      for (const scene of Object.values(scenes)) reached.add((await scene()).status(key));
      expect([...reached].sort()).to.deep.equal(['absent', ...table.statuses].sort());
    });

    for (const [scene, open] of Object.entries(scenes)) {
      it(`every action by every signer: ${scene}`, async () => {
        const stage = await open();
        for (const action of table.actions) {
          for (const [name, by] of Object.entries(table.signers)) {
            const play = stage.fork();
            const body = staging.body(action, play);
            const outcome = await play.order({ action, target, body, by });
            // A denial is put on record, as the record's status.
            const isDone = outcome === 'done' || outcome.startsWith('denied ');
            const found = isDone ? play.status(key) : outcome;
            expect(found, `${scene}: ${action} by ${name}`).to.equal(table.expected(scene, action, name));
            expectWritten(stage, play, key, isDone);
          }
        }
      });
    }
  });
}

/** A refusal changes nothing; what is done adds one version and leaves the others as they were. */
function expectWritten(before: RecordPlay, after: RecordPlay, key: string, done: boolean): void {
  expect(after.version(key)).to.equal(before.version(key) + (done ? 1 : 0));
  const written = before.keys().filter((each) => after.value(each) !== before.value(each));
  if (done) expect(written.filter((each) => each.startsWith('version/'))).to.deep.equal([]);
  else expect([written, after.keys()]).to.deep.equal([[], before.keys()]);
}
