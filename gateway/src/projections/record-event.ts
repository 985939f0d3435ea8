import type { MachineKind } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';

/** Where in the ledger a record got a version: the block, and the how-manieth such event in it, from 1 on. */
export interface RecordPosition {
  readonly block: number;
  readonly number: number;
}

/** A record has a new version. */
export interface RecordEvent {
  readonly position: RecordPosition;
  readonly transaction: string;
  /** The command's; `due.<kind>.<what>` where no command caused it. */
  readonly action: string;
  readonly kind: MachineKind;
  readonly name: string;
  /** The whole new version. */
  readonly value: JsonObject;
  /** The value's canonical JSON, where it was at hand: kept as it is, and not formatted anew. */
  readonly canonical?: Uint8Array;
  /** Only where no command caused it: Time that something about the record was due, and that the ledger has reached. */
  readonly due?: string;
}

/** The ledger's time has come so far, after all record events of a block. */
export interface TickEvent {
  readonly block: number;
  readonly transaction: string;
  /** Time of the tick. */
  readonly reached: string;
}

/** What is folded, in the ledger's order. */
export type FoldedEvent = RecordEvent | TickEvent;

export function isTickEvent(event: FoldedEvent): event is TickEvent {
  return 'reached' in event;
}

/**
 * What a tick makes due gets numbers of its own, above all that a block's transactions could need: so they follow from
 * the ledger alone, and stay what they are wherever a reader of the ledger begins.
 */
export const FIRST_DUE_NUMBER = 500_000_001;

/** `<block>.<number>`. */
export function formatPosition({ block, number }: RecordPosition): string {
  return `${block}.${number}`;
}

/** undefined for what is no position. */
export function parsePosition(text: string): RecordPosition | undefined {
  const [, block, number] = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,8})$/.exec(text) ?? [];
  return block === undefined ? undefined : { block: Number(block), number: Number(number) };
}

export function isAfter(left: RecordPosition, right: RecordPosition): boolean {
  return left.block > right.block || (left.block === right.block && left.number > right.number);
}
