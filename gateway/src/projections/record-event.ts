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
  /** The command's. */
  readonly action: string;
  readonly kind: MachineKind;
  readonly name: string;
  /** The whole new version. */
  readonly value: JsonObject;
}

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
