import { readForm, type Form, type JsonObject } from '@quancheng/protocol';
import type { CommandHead } from '../commands/command.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Signatories } from './actor.js';
import { assertSignatories } from './actor.js';
import type { Amendment } from './amendment.js';
import type { Reader } from './reader.js';
import type { Contents, RecordHead } from './record.js';
import { assertRules, type Rule } from './rule.js';

/** All that a transition may look at. `Others` is what it loaded besides its target. */
export interface Facts<Target, Body, Others> {
  readonly target: Target;
  readonly body: Body;
  readonly others: Others;
  readonly command: CommandHead;
  readonly at: LedgerTime;
}

/** What a transition decides. */
export interface Effect<Value extends RecordHead> {
  readonly record: Contents<Value>;
  /** What becomes of other records in the same transaction. */
  readonly amendments?: readonly Amendment[];
  /** Collections to which this version of the record is added, by name. */
  readonly collections?: readonly string[];
  /** Code of a denial that is itself put on record: the command is carried out, and what it asked for is not. */
  readonly denied?: string;
}

/** One row of a state machine's table. `Target` is undefined for a transition that creates its record. */
export interface TransitionDefinition<Value extends RecordHead, Target, Body, Others> {
  /** Statuses from which it leads; empty: it creates the record. */
  readonly from: readonly Value['status'][];
  readonly to: readonly Value['status'][];
  readonly body: Form<Body>;
  /** @throws REFERENCE_UNKNOWN */
  readonly load: (facts: Omit<Facts<Target, Body, unknown>, 'others'>, read: Reader) => Promise<Others>;
  /** One of these sets signs. */
  readonly by: readonly Signatories<Facts<Target, Body, Others>>[];
  /** Judged in this order. */
  readonly rules: readonly Rule<Facts<Target, Body, Others>>[];
  readonly apply: (facts: Facts<Target, Body, Others>) => Effect<Value>;
}

/** A transition without the type of what it loads. */
export interface Transition<Value extends RecordHead, Body = unknown> {
  /** Form of the order's body. */
  readonly body: Form<Body>;
  readonly from: readonly Value['status'][];
  readonly to: readonly Value['status'][];
  readonly by: readonly Signatories<never>[];
  readonly codes: readonly string[];
  /** @throws COMMAND_BODY_INVALID, REFERENCE_UNKNOWN, SIGNER_NOT_ENTITLED and the codes of its rules */
  readonly judge: (order: Order<Value>, read: Reader) => Promise<Effect<Value>>;
}

export interface Order<Value> {
  readonly target: Value | undefined;
  readonly body: JsonObject;
  readonly command: CommandHead;
  readonly at: LedgerTime;
}

/** A transition that creates its record. */
export function creation<Value extends RecordHead, Body, Others>(
  definition: Omit<TransitionDefinition<Value, undefined, Body, Others>, 'from'>,
): Transition<Value, Body> {
  return seal({ ...definition, from: [] }, () => undefined);
}

/** A transition of a record that exists. */
export function transition<Value extends RecordHead, Body, Others>(
  definition: TransitionDefinition<Value, Value, Body, Others>,
): Transition<Value, Body> {
  return seal(definition, (target) => target as Value);
}

function seal<Value extends RecordHead, Target, Body, Others>(
  definition: TransitionDefinition<Value, Target, Body, Others>,
  targetOf: (target: Value | undefined) => Target,
): Transition<Value, Body> {
  const { from, to, by, body: form, rules, load, apply } = definition;
  return {
    body: form,
    from,
    to,
    by,
    codes: rules.map(({ code }) => code),
    judge: async ({ target, body, command, at }, read) => {
      const given = {
        target: targetOf(target),
        body: readForm(form, body, 'COMMAND_BODY_INVALID'),
        command,
        at,
      };
      const facts = { ...given, others: await load(given, read) };
      assertSignatories(command.signers, by, facts);
      assertRules(rules, facts);
      const effect = apply(facts);
      // A defect of the machine, and no refusal: what the table says is all that a record can become.
      if (!to.includes(effect.record.status)) throw new Error(`no way to ${effect.record.status}`);
      return effect;
    },
  };
}
