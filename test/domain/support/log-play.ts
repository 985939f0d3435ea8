import {
  decideAnchor,
  decideLog,
  isLogCommand,
  logKey,
  parseAction,
  readSignedCommand,
  type LogRecord,
} from '@quancheng/domain';
import type { Signer } from '@quancheng/protocol';
import { newCommand } from '../../chaincode/support/statements.js';
import { ORIGIN, TestLog, verifierKeyOf } from '../../chaincode/support/test-log.js';
import { operator } from '../../chaincode/support/test-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import type { AnchorKind, LogModel, NoteKind } from '../log-table.js';
import { TestLedger } from './test-ledger.js';

const trees = { own: new TestLog(ORIGIN), forked: new TestLog(ORIGIN, 'forked entry') };
const STEP = 3;

/** Gives the orders of the table to the state machines of logs and looks at what they make of them. */
export class LogPlay {
  readonly #ledger = new TestLedger();

  state(): LogModel {
    const log = this.#log();
    if (log === undefined) return 'absent';
    const { keys, head, version, anchors } = log;
    return { size: head.size, key: keys.length, from: keys.at(-1)!.from, version, anchors };
  }

  /** The size that a checkpoint of this kind has; undefined if there is none. */
  sizeOf(kind: NoteKind): number | undefined {
    const head = this.#log()?.head.size ?? 0;
    const size = { smaller: head - 1, same: head, larger: head + STEP }[kind.size];
    // Only from an anchored tree another one can fork.
    return size < 0 || (head === 0 && kind.tree === 'forked') ? undefined : size;
  }

  /** `done`, `nothing`, or the code of the refusal. */
  anchor(kind: AnchorKind): string {
    const size = this.sizeOf(kind)!;
    const head = this.#log()?.head.size ?? 0;
    const old = kind.old === 'head' ? head : head + 1;
    const proof = size > head ? (JSON.parse(trees[kind.tree].proof(head, size)) as string[]) : [];
    const given = kind.proof === 'right' ? proof : [...proof, '00'.repeat(32)];
    const order = { origin: ORIGIN, old, proof: given, note: this.#note(kind) };
    const decision = decideAnchor(this.#log(), order, this.#ledger.context.at);
    if (decision.outcome === 'refused') return decision.code;
    this.#ledger.apply(decision.changes);
    return decision.changes.length === 0 ? 'nothing' : 'done';
  }

  order(action: 'log.register' | 'log.rotate', kind: NoteKind): string {
    const version = this.#log()?.version ?? 0;
    const isNew = action === 'log.register';
    const key = isNew ? this.#key('current key') : this.#key('next key');
    const envelope = newCommand({
      action,
      target: ORIGIN,
      expectedVersion: isNew ? 0 : version,
      body: { verifierKey: verifierKeyOf(key), note: this.#note(kind) },
      parties: [operator],
    });
    const command = parseAction(readSignedCommand(envelope));
    if (!isLogCommand(command)) throw new Error('no order about a log');
    const decision = decideLog(this.#log(), command, this.#ledger.context);
    if (decision.outcome === 'refused') return decision.code;
    this.#ledger.apply(decision.changes);
    return 'done';
  }

  #note(kind: NoteKind): string {
    const { signedBy } = kind;
    const signers =
      signedBy === 'both keys' ? [this.#key('current key'), this.#key('next key')] : [this.#key(signedBy)];
    return trees[kind.tree].note(this.sizeOf(kind)!, signers);
  }

  #key(which: 'current key' | 'next key' | 'strange key'): Signer {
    if (which === 'strange key') return testSigner('strange log key');
    const current = Math.max(1, this.#log()?.keys.length ?? 0);
    return testSigner(`log key ${which === 'current key' ? current : current + 1}`);
  }

  #log(): LogRecord | undefined {
    return this.#ledger.get('log', logKey(ORIGIN));
  }
}
