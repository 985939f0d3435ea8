import type { JsonObject } from '@quancheng/protocol';
import type { Records } from '../state/records.js';
import type { MachineKind } from './machine-kind.js';
import type { Transition } from './transition.js';

/** The state machine of one kind of record: a table of transitions by action. */
export interface Machine<Kind extends MachineKind> {
  readonly kind: Kind;
  readonly statuses: readonly Records[Kind]['status'][];
  /** State keys that judging an order will probably read, so that they can be asked for at once. */
  readonly foresee?: (body: JsonObject, target: Records[Kind] | undefined) => readonly string[];
  readonly transitions: Readonly<Record<string, Transition<Records[Kind]>>>;
}
